//! Puts a checked set into the outbox as a signed container, before anything leaves the PC.

use super::{Workplace, id};
use crate::refusal::{Refusal, in_its_words};
use crate::sabotage::Sabotage;
use crate::store::{Deed, Letter, NewItem, OutboxItem, SenderLock, Store, StoreError};
use evidence::cms::SigningIdentity;
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, SealError, Software, seal};
use evidence::{OfficeAddress, OfficeNumber, SetSerial, Timestamp, TransmissionId};
use unicode_normalization::UnicodeNormalization;

/// A set that was checked.
#[derive(Debug, Clone)]
pub struct NewSet {
    /// The receiving office.
    pub to: OfficeNumber,
    /// The serial; `None` when only attachments are sent.
    pub serial: Option<SetSerial>,
    /// The service month `YYYYMM`, when the documents have one.
    pub month: Option<String>,
    /// The message text.
    pub message: String,
    /// Names and bytes, exactly those that were checked.
    pub documents: Vec<(String, Vec<u8>)>,
    /// What is noted among what was done here, when it has arrived; `None`: nothing.
    pub deed: Option<Deed>,
}

impl NewSet {
    /// By this the same set for the same office is found again, whatever its message.
    pub fn fingerprint(&self, store: &Store) -> Vec<u8> {
        let mut documents: Vec<&(String, Vec<u8>)> = self.documents.iter().collect();
        documents.sort();
        let serial = self.serial.as_ref().map_or("", SetSerial::as_str);
        let mut parts = vec![self.to.as_str().as_bytes(), serial.as_bytes()];
        parts.extend(documents.iter().flat_map(|(name, content)| [name.as_bytes(), content.as_slice()]));
        store.fingerprint(&parts)
    }
}

/// What became of a set.
#[derive(Debug, Clone)]
pub enum Prepared {
    /// It is in the outbox under a new id.
    New(String),
    /// The same set is there already: waiting, or accepted before.
    Known(Box<OutboxItem>),
}

impl Prepared {
    /// The id of the transmission.
    pub fn id(&self) -> &str {
        match self {
            Self::New(id) => id,
            Self::Known(item) => &item.id,
        }
    }
}

impl Workplace {
    /// Seals a set and puts it into the outbox. The same set is not put there twice, unless asked for (`again`).
    ///
    /// # Errors
    /// Why it cannot be sealed or stored.
    pub fn prepare(&mut self, set: &NewSet, again: bool) -> Result<Prepared, Refusal> {
        self.hand_over(set, again, |_| Ok(()))
    }

    /// The same, and in the transaction that puts it there what its writer has to change: after a crash both happened or
    /// neither. A set that waits there already counts as put; of one that arrived before (`again` is false) nothing is
    /// changed.
    ///
    /// # Errors
    /// Why it cannot be sealed or stored, or what `also` says; the outbox is then as before.
    pub fn hand_over<E: From<Refusal> + From<StoreError>>(
        &mut self,
        set: &NewSet,
        again: bool,
        also: impl FnOnce(&mut Store) -> Result<(), E>,
    ) -> Result<Prepared, E> {
        let fingerprint = self.fingerprint(set);
        let alone = SenderLock::of_outbox(&self.home);
        let _alone = alone.map_err(|error| Refusal::of_file(self.home.folder(), &error))?;
        let known = self.store.find_outbox(&fingerprint)?;
        let known = known.filter(|known| !again || known.state.is_waiting());
        if let Some(known) = known.filter(|_| !Sabotage::NoFingerprint.is_on()) {
            if known.state.is_waiting() {
                self.store.together(also)?;
            }
            return Ok(Prepared::Known(Box::new(known)));
        }
        let id = id::fresh(&self.surroundings)?;
        self.put_with(set, &id, &fingerprint, None, also)?;
        Ok(Prepared::New(id.as_str().to_owned()))
    }

    /// The newest item of this set that was not refused or taken back.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known(&self, set: &NewSet) -> Result<Option<OutboxItem>, Refusal> {
        Ok(self.store.find_outbox(&self.fingerprint(set))?)
    }

    fn fingerprint(&self, set: &NewSet) -> Vec<u8> {
        set.fingerprint(&self.store)
    }

    pub(super) fn put(
        &mut self,
        set: &NewSet,
        id: &TransmissionId,
        fingerprint: &[u8],
        instead_of: Option<&str>,
    ) -> Result<(), Refusal> {
        self.put_with(set, id, fingerprint, instead_of, |_| Ok(()))
    }

    fn put_with<E: From<Refusal> + From<StoreError>>(
        &mut self,
        set: &NewSet,
        id: &TransmissionId,
        fingerprint: &[u8],
        instead_of: Option<&str>,
        also: impl FnOnce(&mut Store) -> Result<(), E>,
    ) -> Result<(), E> {
        let now = self.surroundings.timestamp();
        let letter = letter(set);
        let container = sealed(set, &letter.message, id, self.office()?, &self.signing()?, now)?;
        let (id, letter) = (id.as_str(), &letter);
        let documents = set.documents.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        let contents = &self.contents_of(documents);
        let item = NewItem { id, fingerprint, letter, container: &container, contents, created_at: now };
        self.store.together(|store| {
            store.put_outbox(&item, instead_of)?;
            also(store)
        })
    }

    pub(super) fn fingerprint_of(&self, set: &NewSet) -> Vec<u8> {
        self.fingerprint(set)
    }
}

fn letter(set: &NewSet) -> Letter {
    Letter {
        recipient: set.to.as_str().to_owned(),
        serial: set.serial.as_ref().map(|serial| serial.as_str().to_owned()).unwrap_or_default(),
        month: set.month.clone(),
        message: set.message.replace("\r\n", "\n").replace('\r', "\n").nfc().collect(),
        documents: set.documents.iter().map(|(name, _)| name.clone()).collect(),
        deed: set.deed.clone(),
    }
}

fn sealed(
    set: &NewSet,
    message: &str,
    id: &TransmissionId,
    from: OfficeNumber,
    identity: &SigningIdentity,
    now: Timestamp,
) -> Result<Vec<u8>, Refusal> {
    let documents = set.documents.iter().map(|(name, content)| {
        let media_type = media_type(name).ok_or_else(|| refused_name(name, "種類が CSV、PDF、JPEG ではありません"))?;
        Ok(NewDocument { name, media_type, content })
    });
    let new = NewTransmission {
        id: id.clone(),
        created_at: now,
        from: OfficeAddress::local(from),
        to: OfficeAddress::local(set.to.clone()),
        serial: set.serial.clone(),
        message: message.to_owned(),
        software: Software { name: "renkei".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        documents: documents.collect::<Result<_, Refusal>>()?,
    };
    seal(&new, identity, now, &Limits::default()).map_err(|error| refused(&error, set))
}

fn media_type(name: &str) -> Option<MediaType> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "csv" => Some(MediaType::Csv),
        "pdf" => Some(MediaType::Pdf),
        "jpg" | "jpeg" => Some(MediaType::Jpeg),
        _ => None,
    }
}

fn refused_name(name: &str, why: &str) -> Refusal {
    let what = format!("「{name}」は送れません。");
    Refusal::new(what, format!("{why}。"), "ファイルの名前を確かめてください。", NOT_SENT)
}

const NOT_SENT: &str = "この送信単位は送っていません。ファイルはそのままです。";

fn refused(error: &SealError, set: &NewSet) -> Refusal {
    let (what, cure) = match error {
        SealError::DocumentName(_) => {
            ("送れない名前のファイルがあります。", "ファイルの名前を短く、記号のない形に変えてください。")
        }
        SealError::DocumentTooLarge(name) => {
            return refused_name(name, "1つのファイルは 10MB までです");
        }
        SealError::TooLarge => ("ファイルが大きすぎます。", "全部で 50MB までにしてください。"),
        SealError::Transmission(_) if set.message.chars().count() > 2_000 => {
            ("メッセージが長すぎます。", "2,000文字までにしてください。")
        }
        SealError::Transmission(_) => (
            "この組み合わせでは封筒を作れません。",
            "ファイルは20個まで、同じ名前は1つだけにし、メッセージに特別な記号があれば除いてください。",
        ),
        SealError::Sign(_) => ("電子署名ができません。", "renkei doctor で状態を確かめてください。"),
    };
    Refusal::new(what, in_its_words(&error), cure, NOT_SENT)
}
