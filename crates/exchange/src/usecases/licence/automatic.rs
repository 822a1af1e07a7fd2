//! Switching automatic renewal on or off.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::licence::{LicenceDeed, Payment};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Sets whether the office's licence goes on by itself and how that is paid (`None`: it does not). True when something
/// changed.
///
/// # Errors
/// [`LicenceError`].
pub async fn set_automatic(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    payment: Option<Payment>,
) -> Result<bool, LicenceError> {
    let written = decide(context, &actor, office, |ledger| {
        let was = ledger.automatic();
        let deed = match payment {
            Some(payment) => LicenceDeed::Renewal { automatic: true, payment },
            None => LicenceDeed::Renewal { automatic: false, payment: was.unwrap_or(Payment::Invoice) },
        };
        let entries = if was == payment { Vec::new() } else { vec![context.line(office, deed)] };
        Ok::<_, LicenceError>(lines(office, entries))
    });
    Ok(!written.await?.is_empty())
}
