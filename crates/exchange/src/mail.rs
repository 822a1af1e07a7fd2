//! Mails to offices: what they are about and where they go. Their texts name no person and no care plan.

use crate::id::MailId;
use crate::instant::{DAY, HOUR, Instant, MINUTE};
use crate::licence::words;
use standard::OfficeNumber;
use std::fmt;

/// What a mail is about. Its text is the hub's and the same for every office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// A licence was granted.
    LicenceGranted,
    /// A licence was renewed, by hand or by itself.
    LicenceRenewed,
    /// A licence was cancelled.
    LicenceCancelled,
    /// A licence ends soon.
    LicenceEnds,
    /// A licence has ended.
    LicenceEnded,
    /// A certificate was issued.
    CertificateIssued,
    /// A certificate ends soon.
    CertificateEnds,
    /// 証明書発行用パスワード was issued anew.
    CertificatePassword,
    /// A password was changed or reset.
    PasswordChanged,
    /// The address was set.
    ContactSet,
    /// The office will be closed on a day that was decided.
    ClosingPlanned,
    /// It will not be closed after all.
    ClosingDropped,
    /// The office was closed.
    OfficeClosed,
    /// That was a mistake, and was taken back.
    ClosingTakenBack,
    /// What was lost was asked for, and a letter goes out.
    RecoveryAnswered,
    /// What was lost was asked for in vain.
    RecoveryRefused,
    /// A cancellation was taken back.
    LicenceResumed,
    /// An invoice is to be paid soon.
    PaymentDue,
    /// An invoice was not paid in time.
    PaymentLate,
    /// A payment was recorded.
    PaymentRecorded,
    /// Money was given back.
    MoneyReturned,
}

words!(MailKind:
    LicenceGranted = "licence-granted", LicenceRenewed = "licence-renewed", LicenceCancelled = "licence-cancelled",
    LicenceEnds = "licence-ends", LicenceEnded = "licence-ended", CertificateIssued = "certificate-issued",
    CertificateEnds = "certificate-ends", CertificatePassword = "certificate-password",
    PasswordChanged = "password-changed", ContactSet = "contact-set",
    ClosingPlanned = "closing-planned", ClosingDropped = "closing-dropped", OfficeClosed = "office-closed",
    ClosingTakenBack = "closing-taken-back",
    RecoveryAnswered = "recovery-answered", RecoveryRefused = "recovery-refused",
    LicenceResumed = "licence-resumed", PaymentDue = "payment-due", PaymentLate = "payment-late",
    PaymentRecorded = "payment-recorded", MoneyReturned = "money-returned");

/// How a mail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailEnd {
    /// The server took it.
    Sent,
    /// The server refused the address or the mail for good.
    Refused,
    /// It could not be handed over for days.
    GivenUp,
}

words!(MailEnd: Sent = "sent", Refused = "refused", GivenUp = "given-up");

/// An address: 3 to 254 printable ASCII characters with one `@` and a dot after it. Whether somebody reads there only a
/// mail can tell.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address; `None` for what cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let (local, domain) = text.split_once('@')?;
        let local_sign = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(sign);
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
        };
        let right = (1..=64).contains(&local.len())
            && local.chars().all(local_sign)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && domain.contains('.')
            && domain.split('.').all(label);
        (right && text.len() <= 254).then(|| Self(text.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

/// A mail that is to be handed over now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its id; the same in every try, and in its Message-ID.
    pub id: MailId,
    /// To which office.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// The office's address as it stands now.
    pub address: MailAddress,
    /// What it is about.
    pub kind: MailKind,
    /// When it was written.
    pub at: Instant,
}

/// Where an office wishes mails, and how the last one ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The address.
    pub address: MailAddress,
    /// Since when.
    pub since: Instant,
    /// How the last mail ended, and when.
    pub last: Option<(MailEnd, Instant)>,
}

/// A mail that could not be handed over is given up after this time.
pub const MAIL_LASTS: i64 = 3 * DAY;

/// How long to wait after so many tries.
pub const fn mail_waits(tries: u32) -> i64 {
    match tries {
        0 | 1 => MINUTE,
        2 => 5 * MINUTE,
        3 => 15 * MINUTE,
        4 => HOUR,
        _ => 4 * HOUR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused() {
        for right in ["jimu@example.jp", "a.b+c@mail.example.co.jp", "1@xn--wgv71a.jp"] {
            assert_eq!(MailAddress::parse(right).unwrap().as_str(), right);
        }
        let long = format!("{}@example.jp", "a".repeat(65));
        for wrong in [
            "",
            "@",
            "a@b",
            "a@",
            "@example.jp",
            "a@@example.jp",
            "a b@example.jp",
            "a@example..jp",
            ".a@example.jp",
            "a.@example.jp",
            "a..b@example.jp",
            "a@-example.jp",
            "事務@example.jp",
            "ａ@example.jp",
            "a@例え.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            "\"a\"@example.jp",
            "<a@example.jp>",
            "a@example.jp,b@example.jp",
            &long,
        ] {
            assert_eq!(MailAddress::parse(wrong), None, "{wrong:?}");
        }
        assert!(!format!("{:?}", MailAddress::parse("jimu@example.jp")).contains("jimu"));
    }
}
