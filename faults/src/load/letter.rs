//! Made-up letters: one small PDF each, no two alike.

use crate::clock::surroundings;
use crate::dice::Dice;
use crate::world::Member;
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::{OfficeAddress, OfficeNumber, TransmissionId};
use std::time::UNIX_EPOCH;

/// A PDF of about so many bytes.
pub(crate) fn pdf(dice: &mut Dice, bytes: usize) -> Vec<u8> {
    let mut content = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n".to_vec();
    while content.len() < bytes {
        content.extend_from_slice(format!("% {:016x}{:016x}\n", dice.next(), dice.next()).as_bytes());
    }
    content.extend_from_slice(b"trailer\n<<>>\n%%EOF\n");
    content
}

/// A sealed letter and its id.
pub(crate) fn sealed(
    from: &Member,
    to: &OfficeNumber,
    dice: &mut Dice,
    bytes: usize,
) -> Result<(String, Vec<u8>), String> {
    let now = office_clock()?;
    let id = fresh_id(dice, now)?;
    let content = pdf(dice, bytes);
    let seconds = evidence::Timestamp::from_unix(now / 1_000).ok_or("the clock stands before 1970")?;
    let new = NewTransmission {
        id: id.clone(),
        created_at: seconds,
        from: OfficeAddress::local(from.number.clone()),
        to: OfficeAddress::local(to.clone()),
        serial: None,
        message: format!("架空の連絡 {}", dice.next()),
        software: Software { name: "faults".to_owned(), version: "1".to_owned() },
        documents: vec![NewDocument { name: "お知らせ.pdf", media_type: MediaType::Pdf, content: &content }],
    };
    let container = seal(&new, &from.signing, seconds, &Limits::default()).map_err(|error| error.to_string())?;
    Ok((id.as_str().to_owned(), container))
}

/// A UUID of version 7.
fn fresh_id(dice: &mut Dice, milliseconds: u64) -> Result<TransmissionId, String> {
    let (one, two) = (dice.next(), dice.next());
    let text = format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        milliseconds >> 16 & 0xffff_ffff,
        milliseconds & 0xffff,
        one & 0xfff,
        0x8000 | one >> 12 & 0x3fff,
        two & 0xffff_ffff_ffff,
    );
    TransmissionId::parse(&text).ok_or_else(|| format!("{text} is no id"))
}

fn office_clock() -> Result<u64, String> {
    let since = (surroundings().now)().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    u64::try_from(since.as_millis()).map_err(|error| error.to_string())
}
