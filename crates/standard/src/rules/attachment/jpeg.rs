//! Reads the headers of a JPEG, nothing is decoded: from SOI over the frame's size to EOI, which must be the end (C0820 to C0823).

use super::{is_clean, jpeg_broken, jpeg_location, jpeg_pixels, jpeg_tail};
use crate::check::AttachmentKind;
use crate::finding::{Finding, Rule, Sink};

/// Most pixels.
const MOST_PIXELS: u64 = 50_000_000;

/// Judges a JPEG; gives its size when nothing stands against it.
pub(super) fn check(bytes: &[u8], out: &mut Sink, say: impl Fn(&'static Rule) -> Finding) -> Option<AttachmentKind> {
    let image = match read(bytes) {
        Ok(image) => image,
        Err(at) => {
            out.push(say(&jpeg_broken::RULE).fact("byte", at.to_string()));
            return None;
        }
    };
    let findings = judge(&image, bytes.len(), &say);
    let clean = is_clean(&findings);
    findings.into_iter().for_each(|finding| out.push(finding));
    clean.then_some(AttachmentKind::Jpeg { width: image.width, height: image.height })
}

fn judge(image: &Image, length: usize, say: &impl Fn(&'static Rule) -> Finding) -> Vec<Finding> {
    let mut findings = Vec::new();
    if image.end < length {
        findings.push(say(&jpeg_tail::RULE).fact("tail", (length - image.end).to_string()));
    }
    if u64::from(image.width) * u64::from(image.height) > MOST_PIXELS {
        let finding = say(&jpeg_pixels::RULE).fact("width", image.width.to_string());
        findings.push(finding.fact("height", image.height.to_string()));
    }
    if image.has_location {
        findings.push(say(&jpeg_location::RULE));
    }
    findings
}

/// What the headers say.
#[derive(Debug, Default, PartialEq, Eq)]
struct Image {
    width: u16,
    height: u16,
    has_location: bool,
    /// One past EOI.
    end: usize,
}

/// Reads marker by marker; on a fault gives its place.
fn read(bytes: &[u8]) -> Result<Image, usize> {
    let mut image = Image::default();
    let (mut at, mut scanned) = (2, false);
    loop {
        let (marker, next) = marker_at(bytes, at).ok_or(at)?;
        match marker {
            0xd9 if scanned => return Ok(Image { end: next, ..image }),
            0xd8 | 0xd9 | 0x00 => return Err(at),
            0x01 | 0xd0..=0xd7 => at = next,
            _ => {
                let segment = segment_at(bytes, next).ok_or(next)?;
                at = next + 2 + segment.len();
                match marker {
                    0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                        // A second frame, or one whose height comes later, is nothing that a camera or scanner writes.
                        let (height, width) = frame(segment).filter(|_| image.width == 0).ok_or(next)?;
                        (image.height, image.width) = (height, width);
                    }
                    0xe1 => image.has_location |= segment.strip_prefix(b"Exif\0\0").is_some_and(has_location),
                    0xda if image.width == 0 => return Err(next),
                    0xda => {
                        scanned = true;
                        at = end_of_scan(bytes, at);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The marker at a place, after any number of fill bytes, and where it ends.
fn marker_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(at..)?;
    let fill = rest.iter().position(|byte| *byte != 0xff)?;
    let marker = rest.get(fill)?;
    (fill > 0).then_some((*marker, at + fill + 1))
}

/// The content of a segment, without its length.
fn segment_at(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let [high, low] = *bytes.get(at..at + 2)?.as_array()?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    bytes.get(at + 2..at + length).filter(|_| length >= 2)
}

/// Height and width of a frame, neither of them 0.
fn frame(segment: &[u8]) -> Option<(u16, u16)> {
    let [_, h1, h2, w1, w2, components, rest @ ..] = segment else { return None };
    let (height, width) = (u16::from_be_bytes([*h1, *h2]), u16::from_be_bytes([*w1, *w2]));
    let whole = rest.len() >= usize::from(*components) * 3 && *components > 0;
    (height > 0 && width > 0 && whole).then_some((height, width))
}

/// Where the compressed data ends: at a marker that is neither a stuffed zero nor a restart.
fn end_of_scan(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_end = |at: &usize| rest.get(at + 1).is_none_or(|next| !matches!(next, 0x00 | 0xd0..=0xd7 | 0xff));
    memchr::memchr_iter(0xff, rest).find(is_end).map_or(bytes.len(), |at| start + at)
}

/// True when the first directory of the Exif data points to one with a location (tag 0x8825).
fn has_location(exif: &[u8]) -> bool {
    let little = exif.starts_with(b"II");
    let number = |at: usize, size: usize| {
        let bytes = exif.get(at..at.checked_add(size)?)?;
        let add = |value: usize, byte: &u8| value << 8 | usize::from(*byte);
        Some(if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let Some(directory) = number(4, 4) else { return false };
    let entries = number(directory, 2).unwrap_or_default().min(1_000);
    (0..entries).any(|entry| number(directory.saturating_add(2 + entry * 12), 2) == Some(0x8825))
}
