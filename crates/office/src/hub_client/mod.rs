//! Talks to the hub: the public listener for enrolment, the exchange with this terminal's certificate.

mod answer;
mod enrolment;
mod exchange;
mod public;
mod tls;

pub use answer::HubError;
pub use enrolment::{Enrolled, EnrolmentClient, who_is_there};
pub use exchange::ExchangeClient;
pub use public::PublicClient;
