//! Replays the corpus of the fuzz target of bulk submissions.

use crate::fuzz_bodies::multipart;
use hub::api::bulk::{self, BulkError};
use std::path::Path;

#[test]
fn s18_the_corpus_of_bulk_submissions() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/multipart");
    let mut files: Vec<_> = corpus.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "there is a corpus");
    files.iter().for_each(|file| multipart(&std::fs::read(file).unwrap()));
}

fn read(content_type: &str, body: &[u8]) -> Result<Vec<(String, Vec<u8>)>, BulkError> {
    let parts = pollster::block_on(bulk::read(content_type, body.to_vec()))?;
    Ok(parts.into_iter().map(|part| (part.name, part.container)).collect())
}

#[test]
fn bulk_parts_come_out_as_they_went_in() {
    let one = b"--X1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nPK\r\n--X\r\n";
    let two = b"--X1\r\nContent-Type: application/octet-stream\r\n\r\n\0\xff\r\n--X1--\r\n";
    let body = [&one[..], two].concat();
    let parts = read("multipart/form-data; boundary=X1", &body).unwrap();
    assert_eq!(parts, [("a".to_owned(), b"PK\r\n--X".to_vec()), ("1".to_owned(), vec![0, 0xff])]);
    for length in 0..body.len() - 4 {
        let cut = read("multipart/form-data; boundary=X1", &body[..length]);
        assert!(matches!(cut, Err(BulkError::Unreadable(_))), "{length}");
    }
    assert!(matches!(read("multipart/form-data", &body), Err(BulkError::Unreadable(_))));
}

const PART: &[u8] = b"--X1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";

#[test]
fn a_part_without_a_header_is_not_swallowed() {
    let body = [b"--X1\r\n\r\nx\r\n", PART, b"--X1--"].concat();
    assert!(matches!(read("multipart/form-data; boundary=X1", &body), Err(BulkError::Headless)));
}

#[test]
fn r24_more_parts_than_allowed_are_refused() {
    let many = |count: usize| [PART.repeat(count), b"--X1--".to_vec()].concat();
    assert_eq!(read("multipart/form-data; boundary=X1", &many(100)).unwrap().len(), 100);
    assert!(matches!(read("multipart/form-data; boundary=X1", &many(101)), Err(BulkError::TooMany)));
}
