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
    /// A certificate was revoked.
    CertificateRevoked,
    /// 証明書発行用パスワード was issued anew.
    CertificatePassword,
    /// A password was changed or reset.
    PasswordChanged,
    /// The address was set.
    ContactSet,
    /// Another address was set, or none: told to who had it before.
    ContactMoved,
    /// The office will be closed on a day that was decided.
    ClosingPlanned,
    /// It will not be closed after all.
    ClosingDropped,
    /// The office was closed.
    OfficeClosed,
    /// That was a mistake, and was taken back.
    ClosingTakenBack,
    /// Another office was or will be merged into it, or not after all.
    TakesOver,
    /// The office was frozen.
    OfficeFrozen,
    /// A frozen office was let in again.
    OfficeThawed,
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
    CertificateEnds = "certificate-ends", CertificateRevoked = "certificate-revoked", CertificatePassword = "certificate-password",
    PasswordChanged = "password-changed", ContactSet = "contact-set", ContactMoved = "contact-moved",
    ClosingPlanned = "closing-planned", ClosingDropped = "closing-dropped", OfficeClosed = "office-closed",
    ClosingTakenBack = "closing-taken-back", TakesOver = "takes-over",
    OfficeFrozen = "office-frozen", OfficeThawed = "office-thawed",
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

/// An address: 3 to 254 printable ASCII characters with one `@` and a dot after it. What stands before `@` is as it is written
/// in life: some mobile phones have addresses with dots side by side or before `@`, which travel in quotation marks (RFC
/// 5321). Whether somebody reads there only a mail can tell.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address; `None` for what cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::examine(text).ok()
    }

    /// Reads an address.
    ///
    /// # Errors
    /// [`AddressFault`]: the first thing that is wrong with it.
    pub fn examine(text: &str) -> Result<Self, AddressFault> {
        if let Some(sign) = text.chars().find(|sign| !sign.is_ascii_graphic()) {
            return Err(AddressFault::Sign(sign));
        }
        let (local, domain) = match text.split('@').collect::<Vec<_>>().as_slice() {
            [local, domain] => (*local, *domain),
            _ => return Err(AddressFault::At),
        };
        let local = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(local);
        let local_sign = |sign: char| sign.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(sign);
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
        };
        if let Some(sign) = local.chars().find(|sign| !local_sign(*sign)) {
            return Err(AddressFault::Sign(sign));
        }
        if !(1..=64).contains(&local.len()) || text.len() > 254 {
            return Err(AddressFault::Length);
        }
        if !domain.contains('.') || !domain.split('.').all(label) {
            return Err(AddressFault::Domain);
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    /// What stands before `@` as mails carry it, and what stands after it.
    pub fn parts(&self) -> (String, &str) {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        match local.split('.').any(str::is_empty) {
            true => (format!("\"{local}\""), domain),
            false => (local.to_owned(), domain),
        }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// A sign that no address has, or not there.
    Sign(char),
    /// Not one `@`.
    At,
    /// Nothing before `@`, or too long.
    Length,
    /// What stands after `@` is no name of a mail server.
    Domain,
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
    /// When the oldest mail was written that was tried and has not been taken yet.
    pub waits_since: Option<Instant>,
}

/// The mails that wait. Counting stops at [`OUTBOX_COUNTED`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// How many.
    pub waiting: u64,
    /// How many of them were tried.
    pub tried: u64,
    /// When the oldest of them was written.
    pub since: Option<Instant>,
}

/// So many mails that wait are counted at most: a notice to a whole country is not counted for every look.
pub const OUTBOX_COUNTED: u32 = 1_000;

/// A mail that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedMail {
    /// To which office.
    pub office: OfficeNumber,
    /// The office's name.
    pub name: String,
    /// What it was about.
    pub kind: MailKind,
    /// How it ended.
    pub end: MailEnd,
    /// When it ended.
    pub at: Instant,
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
        for (typed, carried) in [
            ("aoba.@docomo.example.jp", "\"aoba.\""),
            ("aoba..kaigo@docomo.example.jp", "\"aoba..kaigo\""),
            (".aoba@docomo.example.jp", "\".aoba\""),
            ("\"aoba.\"@docomo.example.jp", "\"aoba.\""),
            ("\"aoba\"@docomo.example.jp", "aoba"),
        ] {
            let read = MailAddress::parse(typed).unwrap();
            assert_eq!(read.parts(), (carried.to_owned(), "docomo.example.jp"), "{typed}");
            assert_eq!(MailAddress::parse(read.as_str()), Some(read), "what is stored is read again");
        }
        for (wrong, fault) in [
            ("jimu.example.jp", AddressFault::At),
            ("a@b@example.jp", AddressFault::At),
            ("@example.jp", AddressFault::Length),
            ("jimu@example", AddressFault::Domain),
            ("事務@example.jp", AddressFault::Sign('事')),
            ("a b@example.jp", AddressFault::Sign(' ')),
            ("a,b@example.jp", AddressFault::Sign(',')),
        ] {
            assert_eq!(MailAddress::examine(wrong), Err(fault), "{wrong}");
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
            "a@-example.jp",
            "事務@example.jp",
            "ａ@example.jp",
            "a@例え.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            "\"a b\"@example.jp",
            "\"@example.jp",
            "<a@example.jp>",
            "a@example.jp,b@example.jp",
            &long,
        ] {
            assert_eq!(MailAddress::parse(wrong), None, "{wrong:?}");
        }
        assert!(!format!("{:?}", MailAddress::parse("jimu@example.jp")).contains("jimu"));
    }
}
