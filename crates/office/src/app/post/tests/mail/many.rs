//! Lists of 10,000.

use super::*;
use protocol::{DocumentBody, TransmissionState, TransmissionSummary};
use std::time::{Duration, Instant};

fn summary(number: u32) -> TransmissionSummary {
    let name = format!("UPPLAN_202505_{A}_43_{B}_11_2025042510{:02}{:02}.CSV", number / 60 % 60, number % 60);
    let (media_type, kind) = ("text/csv".to_owned(), Some("UPPLAN".to_owned()));
    let document = DocumentBody { name, size: 1, sha256: String::new(), media_type, kind };
    let at = format!("2025-05-01T{:02}:{:02}:{:02}Z", number / 3_600 % 24, number / 60 % 60, number % 60);
    TransmissionSummary {
        id: format!("00000000-0000-7000-8000-{number:012}"),
        from: A.to_owned(),
        from_name: "さくら居宅介護支援事業所".to_owned(),
        to: B.to_owned(),
        to_name: "あおば訪問介護".to_owned(),
        serial: "20250425102000".to_owned(),
        month: Some("202505".to_owned()),
        message: format!("メッセージ{number}"),
        documents: vec![document],
        state: TransmissionState::Accepted,
        accepted_at: at.clone(),
        changed_at: at,
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the time that a page takes is what is asked")]
fn ten_thousand_open_at_once() {
    let live = Live::start();
    let a = live.office(A);
    let all: Vec<TransmissionSummary> = (0..10_000).map(summary).collect();
    let mut store = a.store();
    for part in all.chunks(1_000) {
        store.keep_inbox(part).unwrap();
        store.keep_sent(part).unwrap();
    }
    let list = |page| live.wait(a.post.arrivals(ArrivalFilter { page, ..ArrivalFilter::default() }, false)).unwrap();
    assert_eq!(list(1).total, 10_000, "the first reads the store");
    let last = list(200);
    assert_eq!((last.rows.len(), last.rows[49].message.as_str()), (50, "メッセージ0"));
    // One more comes, and only that is read.
    store.keep_inbox(&[summary(10_001)]).unwrap();
    let begun = Instant::now();
    let page = list(1);
    let took = begun.elapsed();
    assert_eq!((page.total, page.rows.len()), (10_001, 50));
    // A build without optimisation takes several times as long as the one that offices use.
    assert!(took < Duration::from_millis(600), "{took:?}");
    let words = ArrivalFilter { text: Some("メッセージ9999".to_owned()), page: 1, ..ArrivalFilter::default() };
    assert_eq!(live.wait(a.post.arrivals(words, false)).unwrap().total, 1);
    let sent = live.wait(a.post.dispatches(DispatchFilter { page: 2, ..DispatchFilter::default() }, false)).unwrap();
    assert_eq!((sent.total, sent.rows.len()), (10_000, 50));
}
