//! Operators: adding and stopping them, registering a passkey, signing in, and the gate of every request.

pub mod add;
pub mod approve;
pub mod authorise;
pub mod ended;
pub mod import;
pub mod letter;
pub mod maintain;
pub mod office;
pub mod passkeys;
pub mod prove;
pub mod recode;
pub mod register;
pub mod sign_in;
pub mod sign_out;
pub mod stop;

use crate::operator::{OperatorCertificate, OperatorDoor};
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;

/// Who stands behind the certificate of a connection; `None` when nobody may come in with it now.
///
/// # Errors
/// [`StoreError`].
pub async fn door(context: Context<'_>, thumbprint: Sha256) -> Result<Option<OperatorDoor>, StoreError> {
    let door = context.store.operator_door(thumbprint).await?;
    let lets_in = |certificate: &OperatorCertificate| certificate.is_valid(context.at);
    Ok(door.filter(|door| door.operator.is_active && lets_in(&door.certificate)))
}
