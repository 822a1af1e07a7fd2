//! Reminders of what ends: a certificate, a licence; 90, 60, 30 and 7 days before (S8).

use crate::certificate::CertificateKey;
use crate::id::LicenceEntryId;
use crate::instant::{DAY, Day, Instant};
use crate::transmission::OfficeMatter;
use standard::OfficeNumber;

/// How many days before the end an office is reminded.
pub const REMINDER_DAYS: [i64; 4] = [90, 60, 30, 7];

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
}

/// A reminder that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Who is reminded.
    pub office: OfficeNumber,
    /// Of what.
    pub ending: Ending,
    /// Which of [`REMINDER_DAYS`] it is; 0 when it has ended.
    pub days: i64,
}

/// The reminder that is due when so many milliseconds are left; `None` while more than 90 days are, or none.
pub fn reminder_days(left: i64) -> Option<i64> {
    let reached = REMINDER_DAYS.into_iter().filter(|days| (0..=days * DAY).contains(&left));
    reached.min()
}

impl Ending {
    /// The name under which given reminders are remembered.
    pub fn subject(&self) -> Vec<u8> {
        match self {
            Self::Certificate { key, .. } => key.to_bytes().to_vec(),
            Self::Licence { entry, .. } => entry.as_bytes().to_vec(),
        }
    }

    /// What the office's event is about.
    pub const fn matter(&self) -> OfficeMatter {
        match self {
            Self::Certificate { .. } => OfficeMatter::Certificate,
            Self::Licence { .. } => OfficeMatter::Licence,
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
}
