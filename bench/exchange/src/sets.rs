//! Signed sets, made before the clock starts: 20 KB of documents each, every one with an id and a serial of its own.

use crate::offices::{Office, Offices};
use anchors::data::set;
use aws_lc_rs::rand;
use evidence::container::{Limits, MediaType, NewDocument, NewTransmission, Software, seal};
use evidence::{OfficeAddress, SetSerial, Timestamp, TransmissionId};
use memchr::memmem;
use std::thread::available_parallelism;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Different contents.
const CONTENTS: u64 = 64;
/// The generated data is from this office to that one.
const MADE_FOR: (&str, &str) = ("1370000001", "1370000002");

/// A signed set.
pub(crate) struct Signed {
    pub(crate) id: String,
    /// Which of the recipients.
    pub(crate) recipient: usize,
    pub(crate) container: Vec<u8>,
}

/// Documents of a set by name.
type Documents = Vec<(String, Vec<u8>)>;

/// `count` sets of each sender, for all recipients by turns; `first` numbers them across passes.
pub(crate) fn sign(offices: &Offices, count: usize, first: usize) -> Vec<Vec<Signed>> {
    let contents: Vec<Documents> = (0..CONTENTS).map(set).collect();
    let of = |sender: &Office| -> Vec<Signed> {
        let each = |number: usize| {
            let recipient = number % offices.recipients.len();
            let content = &contents[number % contents.len()];
            one(sender, (recipient, &offices.recipients[recipient]), content, number)
        };
        let threads = available_parallelism().map_or(1, usize::from);
        let numbers: Vec<usize> = (first..first + count).collect();
        std::thread::scope(|scope| {
            let parts = numbers.chunks(count.div_ceil(threads).max(1));
            let made =
                parts.map(|part| scope.spawn(move || part.iter().map(|number| each(*number)).collect::<Vec<_>>()));
            let made: Vec<_> = made.collect();
            made.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        })
    };
    offices.senders.iter().map(of).collect()
}

fn one(sender: &Office, (recipient, to): (usize, &Office), content: &Documents, number: usize) -> Signed {
    let (hour, minute, second) = (number / 3_600 % 24, number / 60 % 60, number % 60);
    let serial = format!("20250425{hour:02}{minute:02}{second:02}");
    let documents: Documents = content
        .iter()
        .map(|(name, bytes)| (renamed(name, sender, to, &serial), readdressed(bytes, sender, to)))
        .collect();
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = Timestamp::from_unix(since.as_secs()).unwrap();
    let id = fresh_id(since);
    let new = NewTransmission {
        id: TransmissionId::parse(&id).unwrap(),
        created_at: now,
        from: OfficeAddress::local(sender.number.clone()),
        to: OfficeAddress::local(to.number.clone()),
        serial: SetSerial::parse(&serial),
        message: "5月分の予定です。よろしくお願いします。".to_owned(),
        software: Software { name: "bench".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        documents: documents
            .iter()
            .map(|(name, content)| NewDocument { name, media_type: MediaType::Csv, content })
            .collect(),
    };
    Signed { id, recipient, container: seal(&new, &sender.signing, now, &Limits::default()).unwrap() }
}

fn renamed(name: &str, sender: &Office, to: &Office, serial: &str) -> String {
    let (start, _) = name.rsplit_once('_').unwrap();
    let start = start.replace(MADE_FOR.0, sender.number.as_str()).replace(MADE_FOR.1, to.number.as_str());
    format!("{start}_{serial}.CSV")
}

/// Office numbers are ASCII of one length, which is never part of a character of two bytes.
fn readdressed(bytes: &[u8], sender: &Office, to: &Office) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (old, new) in [(MADE_FOR.0, sender), (MADE_FOR.1, to)] {
        let found: Vec<usize> = memmem::find_iter(&bytes, old).collect();
        for at in found {
            bytes[at..at + old.len()].copy_from_slice(new.number.as_str().as_bytes());
        }
    }
    bytes
}

/// A UUID of version 7.
fn fresh_id(since: Duration) -> String {
    let mut random = [0; 10];
    rand::fill(&mut random).unwrap();
    let random = random.iter().fold(0u128, |all, byte| all << 8 | u128::from(*byte));
    let number = since.as_millis() << 80 | 7 << 76 | (random >> 62 & 0xfff) << 64 | 2 << 62 | random & ((1 << 62) - 1);
    let hex = format!("{number:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
