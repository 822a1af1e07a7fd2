//! What people and programs do with the exchange: one operation a file, each with its input and its refusals.
//!
//! A use case gets a [`Context`] (store, randomness, the time of the request), asks [`crate::permission`] whether the
//! caller may, decides with the pure parts of the domain, and makes its changes in one call of the store.

pub mod account;
pub mod certificate;
pub mod licence;
pub mod notice;
pub mod office;
pub mod operator;
pub mod portal;
pub mod session;
pub mod terminal;
pub mod transmission;
pub mod upkeep;

use crate::actor::{Act, Actor};
use crate::instant::Instant;
use crate::ports::{Randomness, random};
use crate::store::Store;

/// What every use case needs.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The store.
    pub store: &'a dyn Store,
    /// Unpredictable bytes.
    pub randomness: &'a dyn Randomness,
    /// The time of the request; one request has one time.
    pub at: Instant,
    /// Days for paying an invoice. None while nobody has said where to pay: then no invoice is made.
    pub invoice_days: Option<i64>,
}

impl Context<'_> {
    /// A deed of this request.
    pub fn act(&self, actor: Actor) -> Act {
        Act { actor, at: self.at, salt: random(self.randomness) }
    }
}
