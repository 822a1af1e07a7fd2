//! Every place of the console with the duty that it asks for. A page that is not in this table cannot be reached.

use super::{Console, form_body, gate, home, prove, sign_in};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use exchange::operator::Duty;

/// A place of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its path, as routers write it.
    pub path: &'static str,
    /// What the operator's role must include.
    pub duty: Duty,
    /// True when the passkey must have been used within the last minutes (S29).
    pub is_guarded: bool,
}

macro_rules! places {
    ($($path:literal $duty:ident $guarded:literal $methods:expr;)*) => {
        /// Every place behind the sign-in.
        pub const PLACES: &[Place] = &[
            $(Place { path: $path, duty: Duty::$duty, is_guarded: $guarded },)*
        ];

        /// The routes, each behind its gate.
        pub(super) fn router(console: &Console) -> Router<Console> {
            Router::new()$(.route($path, {
                let place = Place { path: $path, duty: Duty::$duty, is_guarded: $guarded };
                $methods.layer(from_fn_with_state((console.clone(), place), gate::admit))
            }))*
        }
    };
}

places! {
    "/" Enter false get(home::page);
    "/prove" Enter false get(prove::page).post(prove::enter).layer(from_fn(form_body::in_time));
    "/sign-out" Enter false post(sign_in::leave).layer(from_fn(form_body::in_time));
}
