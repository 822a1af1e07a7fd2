//! What the fuzz target of bulk submissions asks of any bytes. The target in `fuzz/` and the replay share it.

use hub::api::bulk::{self, BulkError};
use protocol::Limits;

/// The first line is the `Content-Type`, the rest the body.
pub(crate) fn multipart(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (content_type, body) = data.split_at(end);
    let body = body.get(1..).unwrap_or_default();
    let content_type = String::from_utf8_lossy(content_type);
    match pollster::block_on(bulk::read(&content_type, body.to_vec())) {
        Ok(parts) => {
            assert!(parts.len() <= Limits::V1.bulk_containers);
            let taken: usize = parts.iter().map(|part| part.container.len()).sum();
            assert!(taken <= body.len(), "nothing grows");
            for part in &parts {
                let found = part.container.is_empty() || contains(body, &part.container);
                assert!(found, "containers stay as they came");
            }
            let again = pollster::block_on(bulk::read(&content_type, body.to_vec())).unwrap();
            assert_eq!(parts, again);
        }
        Err(BulkError::TooMany) => assert!(body.len() > Limits::V1.bulk_containers),
        Err(BulkError::Unreadable(_) | BulkError::Headless) => {}
    }
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}
