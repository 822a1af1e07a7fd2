//! Operators in the store: who they are, their certificates, passkeys and sessions.

use super::StoreFuture;
use crate::actor::{Act, OperatorId};
use crate::certificate::CertificateKey;
use crate::instant::Instant;
use crate::operator::{
    KeptPasskey, NewOperator, Operator, OperatorDoor, OperatorSession, OperatorView, Passkey, PasskeyRemoval,
    Registration, StopOutcome,
};
use evidence::Sha256;

/// The operators.
pub trait Operators {
    /// Adds an operator with certificate and registration; `false` when the id is taken, for ever.
    fn add_operator(&self, new: NewOperator, act: Act) -> StoreFuture<'_, bool>;

    /// Gives an operator a new certificate and registration: the old certificates are revoked, passkeys and sessions
    /// are gone. `false` when there is no such operator, or one that was stopped.
    fn renew_operator(&self, new: NewOperator, act: Act) -> StoreFuture<'_, bool>;

    /// Gives an operator a new registration beside the certificate that stays: passkeys and sessions are gone. `false`
    /// when there is no such operator, or one that was stopped.
    fn recode_operator(&self, id: OperatorId, registration: Registration, act: Act) -> StoreFuture<'_, bool>;

    /// Stops an operator for good: certificates revoked, passkeys and sessions gone. The last administrator stays.
    fn stop_operator(&self, id: OperatorId, act: Act) -> StoreFuture<'_, StopOutcome>;

    /// Every operator, by id.
    fn operators(&self) -> StoreFuture<'_, Vec<Operator>>;

    /// Until when the last certificate lets each operator in who is not stopped, by id.
    fn operators_until(&self) -> StoreFuture<'_, Vec<(OperatorId, Instant)>>;

    /// Who stands behind a certificate.
    fn operator_door(&self, thumbprint: Sha256) -> StoreFuture<'_, Option<OperatorDoor>>;

    /// Certificates of operators that are revoked and whose time is not over, for the CRL.
    fn revoked_operator_certificates(&self, at: Instant) -> StoreFuture<'_, Vec<(CertificateKey, Instant)>>;

    /// Registers a passkey for the code with this hash, which is used up; `false` when it does not admit.
    fn register_passkey(&self, id: OperatorId, code: Sha256, passkey: Passkey, act: Act) -> StoreFuture<'_, bool>;

    /// The passkeys of an operator, the oldest first.
    fn passkeys_of(&self, id: OperatorId) -> StoreFuture<'_, Vec<KeptPasskey>>;

    /// Adds a passkey under a name; `false` when the operator was stopped or somebody has this passkey.
    fn add_passkey(&self, id: OperatorId, passkey: Passkey, name: String, act: Act) -> StoreFuture<'_, bool>;

    /// Gives a passkey another name; `false` when the operator has none such.
    fn name_passkey(&self, id: OperatorId, passkey: Vec<u8>, name: String, act: Act) -> StoreFuture<'_, bool>;

    /// Removes a passkey, but not the last; the operator's sessions other than `kept` end.
    fn remove_passkey(
        &self,
        id: OperatorId,
        passkey: Vec<u8>,
        kept: Sha256,
        act: Act,
    ) -> StoreFuture<'_, PasskeyRemoval>;

    /// Opens a session with a passkey, whose counter is kept; `false` when the passkey is gone.
    fn open_operator_session(&self, session: OperatorSession, passkey: Passkey, act: Act) -> StoreFuture<'_, bool>;

    /// The session of a token, with its operator and certificate.
    fn operator_session(&self, token: Sha256) -> StoreFuture<'_, Option<OperatorView>>;

    /// Records that a session was used.
    fn touch_operator_session(&self, token: Sha256, at: Instant) -> StoreFuture<'_, ()>;

    /// Records that a passkey was used again in a session; `false` when session or passkey is gone.
    fn prove_operator_session(&self, token: Sha256, passkey: Passkey, at: Instant) -> StoreFuture<'_, bool>;

    /// Ends a session; `false` when there is none.
    fn end_operator_session(&self, token: Sha256, act: Act) -> StoreFuture<'_, bool>;
}
