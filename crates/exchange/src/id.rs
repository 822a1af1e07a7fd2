//! Ids: UUIDs of version 7. An id names a thing and is never a capability (S33).

use std::fmt;
use thiserror::Error;

use crate::instant::Instant;

/// A text or value that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an id is a UUID of version 7, 36 characters in lower case")]
pub struct IdError;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// A new id from the time and ten random bytes, both handed in.
            pub fn new(at: Instant, random: [u8; 10]) -> Self {
                Self(version_7(at, random))
            }

            /// Reads the 36 characters of a UUID of version 7 in lower case and no other form.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                parse(text).map(Self).ok_or(IdError)
            }

            /// From the sixteen bytes; refuses another version or variant.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, IdError> {
                let bytes = <[u8; 16]>::try_from(bytes).map_err(|_| IdError)?;
                is_version_7(&bytes).then_some(Self(bytes)).ok_or(IdError)
            }

            /// The sixteen bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    };
}

id!(
    /// Names a transmission; made by the sender, and its idempotency key.
    TransmissionId
);
id!(
    /// Names a session.
    SessionId
);
id!(
    /// Names a terminal token.
    TerminalTokenId
);
id!(
    /// Names an enrolment code; the code's secret is another thing.
    EnrolCodeId
);
id!(
    /// Names a notice.
    NoticeId
);
id!(
    /// Names an entry of a licence ledger.
    LicenceEntryId
);
id!(
    /// Names a campaign.
    CampaignId
);
id!(
    /// Names a mail that waits to be sent.
    MailId
);
id!(
    /// Names a request for an ID or a password that was lost.
    RecoveryId
);
id!(
    /// Names a deed that waits for a second operator.
    ApprovalId
);
id!(
    /// Names an import of offices.
    ImportId
);
id!(
    /// Names a maintenance window.
    MaintenanceId
);

fn version_7(at: Instant, random: [u8; 10]) -> [u8; 16] {
    let [_, _, t0, t1, t2, t3, t4, t5] = at.millis().max(0).to_be_bytes();
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
    [t0, t1, t2, t3, t4, t5, 0x70 | (r0 & 0x0F), r1, 0x80 | (r2 & 0x3F), r3, r4, r5, r6, r7, r8, r9]
}

fn is_version_7(bytes: &[u8; 16]) -> bool {
    let [_, _, _, _, _, _, version, _, variant, ..] = bytes;
    version >> 4 == 7 && variant >> 6 == 0b10
}

fn parse(text: &str) -> Option<[u8; 16]> {
    if text.len() != 36 {
        return None;
    }
    let mut value = [0_u8; 16];
    let mut nibbles = 0_usize;
    for (at, sign) in text.bytes().enumerate() {
        if matches!(at, 8 | 13 | 18 | 23) {
            (sign == b'-').then_some(())?;
            continue;
        }
        let digit = match sign {
            b'0'..=b'9' => sign - b'0',
            b'a'..=b'f' => sign - b'a' + 10,
            _ => return None,
        };
        let byte = value.get_mut(nibbles / 2)?;
        *byte = (*byte << 4) | digit;
        nibbles += 1;
    }
    is_version_7(&value).then_some(value)
}

fn write(bytes: &[u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            f.write_str("-")?;
        }
        write!(f, "{byte:02x}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_and_read_back() {
        let id = TransmissionId::new(Instant::from_millis(1_745_559_000_123), [0xFF; 10]);
        assert_eq!(id.to_string(), "01966b6c-943b-7fff-bfff-ffffffffffff");
        assert_eq!(TransmissionId::parse(&id.to_string()), Ok(id));
        assert_eq!(TransmissionId::from_bytes(id.as_bytes()), Ok(id));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "01966b6f-4bbb-7fff-bfff-fffffffffff",
            "01966B6F-4BBB-7FFF-BFFF-FFFFFFFFFFFF",
            "01966b6f-4bbb-4fff-bfff-ffffffffffff",
            "01966b6f-4bbb-7fff-7fff-ffffffffffff",
            "01966b6f04bbb-7fff-bfff-ffffffffffff",
            "01966b6f-4bbb-7fff-bfff-fffffffffffg",
        ] {
            assert_eq!(TransmissionId::parse(text), Err(IdError), "{text}");
        }
    }
}
