//! Sessions: one cookie with a random token; who stands behind a token, only the application knows.

mod cookie;
mod signed_in;
mod token;

pub use cookie::CookiePolicy;
pub(crate) use cookie::token_in;
pub use signed_in::{Sessions, SignedIn};
pub use token::SessionToken;
