//! `transmission.json` as bytes: read strictly, written canonically.

use serde::Deserialize;

use super::document_name::DocumentName;
use super::error::TransmissionError;
use super::limits::Limits;
use super::transmission::{DocumentEntry, MediaType, Software, Transmission};
use crate::digest::Sha256;
use crate::identifiers::{NetworkName, OfficeAddress, OfficeNumber, SetSerial, TransmissionId};
use crate::json::{push_integer, push_string};
use crate::time::Timestamp;

const FORMAT: &str = "renkei-transmission/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    format: String,
    id: String,
    created_at: String,
    from: WireAddress,
    to: WireAddress,
    serial: String,
    message: String,
    software: WireSoftware,
    documents: Vec<WireDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WireAddress {
    office: String,
    network: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSoftware {
    name: String,
    version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireDocument {
    name: String,
    size: u64,
    sha256: String,
    media_type: String,
}

impl Transmission {
    /// Reads `transmission.json`, which must be canonical to the byte.
    ///
    /// # Errors
    /// [`TransmissionError`].
    pub fn from_json(bytes: &[u8], limits: &Limits) -> Result<Self, TransmissionError> {
        if bytes.len() > limits.transmission_bytes {
            return Err(TransmissionError::TooLarge(bytes.len()));
        }
        let wire: Wire = serde_json::from_slice(bytes).map_err(TransmissionError::Json)?;
        let transmission = wire.read()?;
        transmission.check(limits)?;
        if transmission.to_json() == bytes { Ok(transmission) } else { Err(TransmissionError::NotCanonical) }
    }

    /// The canonical JSON (RFC 8785): members in ascending order of their names.
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512 + self.message.len() + self.documents.len() * 256);
        out.extend_from_slice(b"{\"createdAt\":");
        push_string(&mut out, &self.created_at.to_string());
        out.extend_from_slice(b",\"documents\":[");
        for (at, document) in self.documents.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            push_document(&mut out, document);
        }
        out.extend_from_slice(b"],\"format\":");
        push_string(&mut out, FORMAT);
        out.extend_from_slice(b",\"from\":");
        push_address(&mut out, &self.from);
        out.extend_from_slice(b",\"id\":");
        push_string(&mut out, self.id.as_str());
        out.extend_from_slice(b",\"message\":");
        push_string(&mut out, &self.message);
        out.extend_from_slice(b",\"serial\":");
        push_string(&mut out, self.serial.as_ref().map_or("", SetSerial::as_str));
        out.extend_from_slice(b",\"software\":{\"name\":");
        push_string(&mut out, &self.software.name);
        out.extend_from_slice(b",\"version\":");
        push_string(&mut out, &self.software.version);
        out.extend_from_slice(b"},\"to\":");
        push_address(&mut out, &self.to);
        out.push(b'}');
        out
    }
}

fn push_document(out: &mut Vec<u8>, document: &DocumentEntry) {
    out.extend_from_slice(b"{\"mediaType\":");
    push_string(out, document.media_type.as_str());
    out.extend_from_slice(b",\"name\":");
    push_string(out, document.name.as_str());
    out.extend_from_slice(b",\"sha256\":");
    push_string(out, &document.sha256.to_string());
    out.extend_from_slice(b",\"size\":");
    push_integer(out, i64::try_from(document.size).unwrap_or(i64::MAX));
    out.push(b'}');
}

/// `{"network":…,"office":…}`; the network only when it is another hub's.
pub(crate) fn push_address(out: &mut Vec<u8>, address: &OfficeAddress) {
    out.push(b'{');
    if let Some(network) = &address.network {
        out.extend_from_slice(b"\"network\":");
        push_string(out, network.as_str());
        out.push(b',');
    }
    out.extend_from_slice(b"\"office\":");
    push_string(out, address.office.as_str());
    out.push(b'}');
}

pub(crate) fn read_address(wire: &WireAddress) -> Option<OfficeAddress> {
    let network = match &wire.network {
        Some(text) => Some(NetworkName::parse(text)?),
        None => None,
    };
    Some(OfficeAddress { office: OfficeNumber::parse(&wire.office)?, network })
}

impl Wire {
    fn read(self) -> Result<Transmission, TransmissionError> {
        if self.format != FORMAT {
            return Err(TransmissionError::Format);
        }
        let serial = match self.serial.as_str() {
            "" => None,
            digits => Some(SetSerial::parse(digits).ok_or(TransmissionError::Serial)?),
        };
        let documents = self.documents.into_iter().enumerate();
        Ok(Transmission {
            id: TransmissionId::parse(&self.id).ok_or(TransmissionError::Id)?,
            created_at: Timestamp::parse(&self.created_at).ok_or(TransmissionError::CreatedAt)?,
            from: read_address(&self.from).ok_or(TransmissionError::From)?,
            to: read_address(&self.to).ok_or(TransmissionError::To)?,
            serial,
            message: self.message,
            software: Software { name: self.software.name, version: self.software.version },
            documents: documents.map(|(at, document)| document.read(at)).collect::<Result<_, _>>()?,
        })
    }
}

impl WireDocument {
    fn read(self, document: usize) -> Result<DocumentEntry, TransmissionError> {
        let name =
            DocumentName::parse(&self.name).map_err(|source| TransmissionError::DocumentName { document, source })?;
        Ok(DocumentEntry {
            name,
            size: self.size,
            sha256: Sha256::parse_hex(&self.sha256).ok_or(TransmissionError::DocumentDigest { document })?,
            media_type: MediaType::parse(&self.media_type).ok_or(TransmissionError::MediaType { document })?,
        })
    }
}
