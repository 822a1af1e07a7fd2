//! Opening the letter that another operator has approved: only now the password is made, for who asked (S25).

use super::approve::{ApproveError, found};
use crate::id::ApprovalId;
use crate::instant::DAY;
use crate::operator::{Approval, Duty, OperatorCaller};
use crate::ports::PasswordHasher;
use crate::store::PasswordChange;
use crate::usecases::Context;
use crate::usecases::account::create::Created;
use crate::usecases::account::{POST_PASSWORD_DAYS, first_password};

/// Opens the letter, once: the password is set, every session and terminal token of the office ends. That it is made here
/// and not with the yes leaves no secret waiting anywhere, and the office works on with the old one until then.
///
/// # Errors
/// [`ApproveError`].
pub async fn open_letter(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    caller: &OperatorCaller,
    id: ApprovalId,
) -> Result<(Approval, Created), ApproveError> {
    let approval = found(context, caller, Duty::HandOutAccounts, id).await?;
    approval.opens(&caller.id, context.at)?;
    let password = first_password(context);
    let until = context.at.plus(POST_PASSWORD_DAYS * DAY);
    let hash = hasher.hash(password.expose()).await?;
    let name = approval.name.clone();
    let change = PasswordChange { name, password: hash, first_until: Some(until), expected: None, ends_sessions: true };
    context.store.open_letter(id, change, context.act(caller.actor())).await??;
    Ok((approval, Created { password, until }))
}
