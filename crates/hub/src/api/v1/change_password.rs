//! Changing a password, the first one included: before any session, since a first password lets nobody in.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::common_passwords::is_common;
use exchange::Password;
use exchange::account::{AccountId, CredentialName, PasswordPolicy, SystemId};
use exchange::usecases::account::change_password::{ChangePasswordInput, change_password};
use protocol::{PasswordChange, PasswordOf};

/// Fewest characters for offices: the certificate is the second factor.
const FEWEST: usize = 12;

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: PasswordChange = call.json().await?;
    let name = own_name(&call, asked.of).await?;
    let input = ChangePasswordInput { name, present: Password::new(asked.current), new: Password::new(asked.new) };
    let policy = PasswordPolicy { fewest: FEWEST, is_common: &is_common };
    let connection = &call.connected()?.connection;
    change_password(call.context(), &call.hub.hasher, &policy, connection, input).await?;
    Ok(empty(call.route.status))
}

/// The name of this kind that the certificate's office has. Without one, a name that nobody has: the answer and the
/// work are the same (S23).
async fn own_name(call: &Call, of: PasswordOf) -> Result<CredentialName, Refusal> {
    let certificate = call.hub.store.certificate(call.connected()?.connection.certificate).await?;
    let office = certificate.ok_or_else(Refusal::certificate_unknown)?.office;
    let names = call.hub.store.credentials_of(office).await?;
    let wanted = |name: &CredentialName| match of {
        PasswordOf::System => matches!(name, CredentialName::System(_)),
        PasswordOf::Account => matches!(name, CredentialName::Account(_)),
    };
    let found = names.into_iter().map(|known| known.name).find(|name| wanted(name));
    let nobody = || match of {
        PasswordOf::System => SystemId::parse("c0000000").ok().map(CredentialName::System),
        PasswordOf::Account => AccountId::parse("KJ000000000000").ok().map(CredentialName::Account),
    };
    found.or_else(nobody).ok_or_else(Refusal::sign_in_refused)
}
