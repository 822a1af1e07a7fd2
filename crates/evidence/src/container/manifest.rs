//! The ASiC manifest, in the one serialisation that the format has: rebuilt and compared, never parsed.

use super::transmission::DocumentEntry;
use super::{DOCUMENTS, SIGNATURE_ENTRY, TRANSMISSION_ENTRY};
use crate::digest::Sha256;

/// The manifest's bytes for a `transmission.json` and its documents.
pub(crate) fn build(transmission: &[u8], documents: &[DocumentEntry]) -> Vec<u8> {
    let mut out = String::with_capacity(512 + documents.len() * 400);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" ");
    out.push_str("xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><asic:SigReference URI=\"");
    out.push_str(SIGNATURE_ENTRY);
    out.push_str("\" MimeType=\"application/pkcs7-signature\"></asic:SigReference>");
    push_reference(&mut out, TRANSMISSION_ENTRY, "application/json", Sha256::of(transmission));
    for document in documents {
        let name = format!("{DOCUMENTS}{}", document.name);
        push_reference(&mut out, &name, document.media_type.as_str(), document.sha256);
    }
    out.push_str("</asic:ASiCManifest>\n");
    out.into_bytes()
}

fn push_reference(out: &mut String, name: &str, media_type: &str, digest: Sha256) {
    out.push_str("<asic:DataObjectReference URI=\"");
    push_uri(out, name);
    out.push_str("\" MimeType=\"");
    out.push_str(media_type);
    out.push_str("\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>");
    out.push_str("<ds:DigestValue>");
    push_base64(out, &digest.0);
    out.push_str("</ds:DigestValue></asic:DataObjectReference>");
}

/// UTF-8 with upper-case percent-encoding of all but `A–Z a–z 0–9 - . _ ~ /`.
fn push_uri(out: &mut String, name: &str) {
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// RFC 4648 4, with padding.
fn push_base64(out: &mut String, bytes: &[u8]) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| LETTERS.get((bits & 63) as usize).copied().map_or('=', char::from);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group, at| group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            out.push(if at <= chunk.len() { letter(group >> shift) } else { '=' });
        }
    }
}
