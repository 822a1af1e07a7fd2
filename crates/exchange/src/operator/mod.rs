//! Operators of the hub: who they are, what their role lets them do, how they get in.

mod approval;
mod caller;
mod record;
mod role;

pub use approval::{Approval, Decision, DecisionRefused, Standing};
pub use caller::{OperatorCaller, OperatorDenied};
pub use record::{
    KeptPasskey, NewOperator, OPERATOR_IDLE, OPERATOR_LONGEST, Operator, OperatorCertificate, OperatorDoor,
    OperatorSession, OperatorView, Passkey, PasskeyRemoval, REGISTRATION_HOURS, Registration, RegistrationSecret,
    StopOutcome,
};
pub use role::{Duty, Role};
