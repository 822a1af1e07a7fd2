//! Choosing another password on a portal, the first one included. Every session of the office ends.

use super::{PasswordRefused, PortalCaller, proven};
use crate::account::{PasswordPolicy, PasswordWeakness};
use crate::ports::PasswordHasher;
use crate::secret::Password;
use crate::store::PasswordChange;
use crate::usecases::Context;
use thiserror::Error;

/// Why the password stays.
#[derive(Debug, Error)]
pub enum PortalPasswordError {
    /// The present one is not believed.
    #[error(transparent)]
    Present(#[from] PasswordRefused),
    /// The new one is not taken.
    #[error(transparent)]
    Weak(#[from] PasswordWeakness),
    /// The new one is the present one.
    #[error("the new password is the present one")]
    Unchanged,
}

/// Changes the password of the caller's account.
///
/// # Errors
/// [`PortalPasswordError`].
pub async fn change_password(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    policy: &PasswordPolicy<'_>,
    caller: &PortalCaller,
    present: &Password,
    new: &Password,
) -> Result<(), PortalPasswordError> {
    let known = proven(context, hasher, caller.account, present).await?;
    let office = context.store.office(caller.office).await.map_err(PasswordRefused::Store)?;
    let mut own = vec![caller.office.as_str(), caller.account.as_str()];
    own.extend(office.iter().flat_map(|office| [office.office.name.as_str(), office.office.kana.as_str()]));
    let normal = policy.check(new.expose(), &own)?;
    if normal == present.expose() {
        return Err(PortalPasswordError::Unchanged);
    }
    let change = PasswordChange {
        name: known.name,
        password: hasher.hash(&normal).await.map_err(PasswordRefused::Busy)?,
        first_until: None,
        expected: Some(known.password),
        ends_sessions: true,
    };
    let changed = context.store.set_password(change, context.act(caller.actor())).await;
    if changed.map_err(PasswordRefused::Store)? { Ok(()) } else { Err(PasswordRefused::Refused.into()) }
}
