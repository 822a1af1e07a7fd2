//! Sign-in names and their passwords.

pub mod answer_recovery;
pub mod ask_recovery;
pub mod change_password;
pub mod create;
pub mod give_account_id;
pub mod give_system_id;
pub mod reset;

use crate::ports::random;
use crate::secret::Password;
use crate::usecases::Context;

/// How long a first password lasts, in days.
pub const FIRST_PASSWORD_DAYS: i64 = 7;

/// How long a first password lasts that goes by post, in days: a letter takes up to two weeks, and somebody must open it.
pub const POST_PASSWORD_DAYS: i64 = 30;

/// Letters of a first password: none that are mistaken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A first password of 80 random bits, in four groups that can be read out.
pub(crate) fn first_password(context: Context<'_>) -> Password {
    let bytes: [u8; 16] = random(context.randomness);
    let mut text = String::with_capacity(20);
    for (at, byte) in bytes.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        text.extend(LETTERS.get(usize::from(byte & 31)).map(|letter| char::from(*letter)));
    }
    Password::new(text)
}
