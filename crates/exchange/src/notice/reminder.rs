//! Reminders of what ends: a certificate, a licence; 90, 60, 30 and 7 days before (S8).

use crate::certificate::CertificateKey;
use crate::id::LicenceEntryId;
use crate::instant::{DAY, Day, Instant};
use crate::transmission::OfficeMatter;
use standard::OfficeNumber;

/// How many days before the end an office is reminded.
pub const REMINDER_DAYS: [i64; 4] = [90, 60, 30, 7];

/// When an office is reminded of an invoice that is not paid: so many days before its last day, negative after it.
pub const PAYMENT_DAYS: [i64; 4] = [7, 0, -7, -30];
/// So many days after the last reminder of an invoice it is too late for it.
const PAYMENT_LATE: i64 = -60;

/// What ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A certificate that is neither revoked nor renewed.
    Certificate {
        /// Which.
        key: CertificateKey,
        /// When it ends.
        end: Instant,
    },
    /// The last licence that the office has.
    Licence {
        /// Its grant.
        entry: LicenceEntryId,
        /// Its last day.
        last: Day,
    },
    /// The time for paying an invoice.
    Payment {
        /// The invoice.
        request: LicenceEntryId,
        /// The last day for paying.
        due: Day,
        /// What is to be paid, yen.
        yen: u64,
    },
}

/// A reminder that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Who is reminded.
    pub office: OfficeNumber,
    /// Of what.
    pub ending: Ending,
    /// Which of [`REMINDER_DAYS`] it is, 0 when it has ended; of an invoice, which of [`PAYMENT_DAYS`].
    pub days: i64,
}

/// The reminder that is due when so many milliseconds are left; `None` while more than 90 days are, or none.
pub fn reminder_days(left: i64) -> Option<i64> {
    let reached = REMINDER_DAYS.into_iter().filter(|days| (0..=days * DAY).contains(&left));
    reached.min()
}

/// The reminder of an invoice that is due when so many days are left for paying; `None` while there are more than 7, and
/// long after.
pub fn payment_days(left: i64) -> Option<i64> {
    PAYMENT_DAYS.into_iter().filter(|days| (PAYMENT_LATE..=*days).contains(&left)).min()
}

impl Ending {
    /// The name under which given reminders are remembered.
    pub fn subject(&self) -> Vec<u8> {
        match self {
            Self::Certificate { key, .. } => key.to_bytes().to_vec(),
            Self::Licence { entry, .. } => entry.as_bytes().to_vec(),
            Self::Payment { request, .. } => request.as_bytes().to_vec(),
        }
    }

    /// What the office's event is about.
    pub const fn matter(&self) -> OfficeMatter {
        match self {
            Self::Certificate { .. } => OfficeMatter::Certificate,
            Self::Licence { .. } | Self::Payment { .. } => OfficeMatter::Licence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s8_each_of_the_four_reminders_begins_at_its_day() {
        let table = [
            (91 * DAY, None),
            (90 * DAY + 1, None),
            (90 * DAY, Some(90)),
            (61 * DAY, Some(90)),
            (60 * DAY, Some(60)),
            (30 * DAY, Some(30)),
            (8 * DAY, Some(30)),
            (7 * DAY, Some(7)),
            (0, Some(7)),
            (-1, None),
        ];
        for (left, expected) in table {
            assert_eq!(reminder_days(left), expected, "{left}");
        }
    }

    #[test]
    fn an_invoice_is_reminded_of_before_at_and_after_its_last_day() {
        let table = [
            (8, None),
            (7, Some(7)),
            (1, Some(7)),
            (0, Some(0)),
            (-6, Some(0)),
            (-7, Some(-7)),
            (-29, Some(-7)),
            (-30, Some(-30)),
            (-60, Some(-30)),
            (-61, None),
        ];
        for (left, expected) in table {
            assert_eq!(payment_days(left), expected, "{left}");
        }
    }
}
