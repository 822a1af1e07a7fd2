//! What an office writes: letters, sealed into containers, and signed statements about those that came.

use super::TestOffice;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::receipt::{Author, Receipt, ReceiptKind};
use evidence::{OfficeAddress, OfficeNumber, SetSerial, Sha256, Timestamp, TransmissionId};
use protocol::ReceiptRequest;
use standard::DocumentName;

/// What is sent; what is not changed is right.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The transmission's id.
    pub id: TransmissionId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Number of the sender.
    pub from: String,
    /// Number of the recipient.
    pub to: String,
    /// 連番 of the set, if it is one.
    pub serial: Option<String>,
    /// The message.
    pub message: String,
    /// Names and bytes of the documents.
    pub files: Vec<(String, Vec<u8>)>,
}

impl TestOffice {
    /// A letter to an office: one small PDF, made now.
    pub fn letter(&self, to: &str) -> Letter {
        Letter {
            id: self.new_id(),
            created_at: self.surroundings.now(),
            from: self.number.clone(),
            to: to.into(),
            serial: None,
            message: "よろしくお願いします".into(),
            files: vec![("お知らせ.pdf".into(), crate::samples::pdf())],
        }
    }

    /// A letter with a sample set.
    pub fn set(&self, name: &str) -> Letter {
        let files = crate::samples::files(name);
        let named = files.iter().find_map(|(name, _)| DocumentName::parse(name)).unwrap();
        Letter { serial: Some(named.serial.to_string()), files, ..self.letter(named.receiver.as_str()) }
    }

    /// The container of a letter, signed by this terminal.
    pub fn seal(&self, letter: &Letter) -> Vec<u8> {
        let office = |number: &str| OfficeAddress::local(OfficeNumber::parse(number).unwrap());
        let documents =
            letter.files.iter().map(|(name, content)| NewDocument { name, media_type: media_type(name), content });
        let new = NewTransmission {
            id: letter.id.clone(),
            created_at: letter.created_at,
            from: office(&letter.from),
            to: office(&letter.to),
            serial: letter.serial.as_deref().map(|serial| SetSerial::parse(serial).unwrap()),
            message: letter.message.clone(),
            software: Software { name: "test".into(), version: "1".into() },
            documents: documents.collect(),
        };
        seal(&new, &self.identity, letter.created_at, &Limits::default()).unwrap()
    }

    /// A statement about a container that came, signed by this terminal.
    pub fn receipt(&self, kind: ReceiptKind, letter: &Letter, container: &[u8]) -> ReceiptRequest {
        let office = |number: &str| OfficeNumber::parse(number).unwrap();
        let receipt = Receipt {
            kind,
            transmission: letter.id.clone(),
            container_sha256: Sha256::of(container),
            from: OfficeAddress::local(office(&letter.from)),
            to: OfficeAddress::local(office(&letter.to)),
            at: self.surroundings.now(),
            by: Author::Office(office(&self.number)),
        };
        let signed = receipt.sign(&self.identity).unwrap();
        ReceiptRequest { statement: STANDARD.encode(signed.json), signature: STANDARD.encode(signed.signature) }
    }

    /// A new id; ids of tests need not be in order.
    pub fn new_id(&self) -> TransmissionId {
        let at = exchange::Instant::from_millis(self.surroundings.milliseconds() as i64);
        TransmissionId::parse(&exchange::id::TransmissionId::new(at, self.surroundings.random()).to_string()).unwrap()
    }
}

fn media_type(name: &str) -> MediaType {
    let lower = name.to_lowercase();
    if lower.ends_with(".csv") {
        MediaType::Csv
    } else if lower.ends_with(".pdf") {
        MediaType::Pdf
    } else {
        MediaType::Jpeg
    }
}
