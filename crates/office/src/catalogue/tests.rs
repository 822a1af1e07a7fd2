//! The lists over a store that changes.

use super::*;
use crate::contents::{Contents, User};
use crate::store::tests::store_in;
use crate::store::{Letter, NewItem};
use evidence::Timestamp;
use protocol::{DocumentBody, TransmissionState, TransmissionSummary};
use standard::DocumentKind;
use std::path::Path;

fn summary(id: &str, day: u32, state: TransmissionState) -> TransmissionSummary {
    let name = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
    let (media_type, kind) = ("text/csv".to_owned(), Some("UPPLAN".to_owned()));
    let document = DocumentBody { name: name.to_owned(), size: 1, sha256: String::new(), media_type, kind };
    let at = format!("2025-05-{day:02}T00:00:00Z");
    TransmissionSummary {
        id: id.to_owned(),
        from: "1370000001".to_owned(),
        from_name: "さくら居宅介護支援事業所".to_owned(),
        to: "1370000002".to_owned(),
        to_name: "あおば訪問介護".to_owned(),
        serial: "20250425102000".to_owned(),
        month: Some(format!("2025{:02}", 4 + day % 2)),
        message: format!("メッセージ{day}"),
        documents: vec![document],
        state,
        accepted_at: at.clone(),
        changed_at: at,
    }
}

fn about(insured: &str) -> Contents {
    let user = User { insured: insured.to_owned(), name: "山田　花子".to_owned() };
    Contents { version: Some("202407".to_owned()), users: vec![user] }
}

fn ids(page: &Page<'_, Received>) -> Vec<String> {
    page.entries.iter().map(|one| one.id.clone()).collect()
}

fn at() -> Timestamp {
    Timestamp::from_unix(1_749_524_400).unwrap()
}

#[test]
fn filters_and_search_find_what_a_person_means() {
    use TransmissionState as T;
    let folder = tempfile::tempdir().unwrap();
    let mut store = store_in(folder.path());
    let listed: Vec<_> = (1..=4).map(|day| summary(&day.to_string(), day, T::Accepted)).collect();
    assert_eq!(store.keep_inbox(&listed).unwrap(), 4);
    store.keep_contents("2", &about("0000000001")).unwrap();
    store.mark_saved("2", Path::new("/saved"), at()).unwrap();
    store.mark_read("3", at()).unwrap();
    let mut catalogue = Catalogue::default();
    assert!(catalogue.refresh(&store).unwrap());
    let find = |wanted: Wanted| ids(&catalogue.received(&wanted, 0, 50));
    let with = |common: Common| find(Wanted { common, ..Wanted::default() });
    assert_eq!(find(Wanted::default()), ["4", "3", "2", "1"]);
    assert_eq!(find(Wanted { saved: Some(true), ..Wanted::default() }), ["2"]);
    assert_eq!(find(Wanted { read: Some(false), ..Wanted::default() }), ["4", "2", "1"]);
    assert_eq!(find(Wanted { office: Some("1370000009".to_owned()), ..Wanted::default() }), [""; 0]);
    assert_eq!(with(Common { month: Some("202505".to_owned()), ..Common::default() }), ["3", "1"]);
    assert_eq!(with(Common { kind: Some(DocumentKind::UpJsk), ..Common::default() }), [""; 0]);
    assert_eq!(with(Common { insured: Some("０００００００００１".to_owned()), ..Common::default() }), ["2"]);
    for text in ["ヤマダ", "山田花子", "サクラ　ﾒｯｾｰｼﾞ2", "upplan メッセージ2"] {
        let found = with(Common { text: Some(text.to_owned()), ..Common::default() });
        assert_eq!(found, if text == "ヤマダ" { Vec::new() } else { vec!["2".to_owned()] }, "{text}");
    }
    let page = catalogue.received(&Wanted::default(), 1, 2);
    assert_eq!((ids(&page), page.total), (vec!["3".to_owned(), "2".to_owned()], 4));
    assert_eq!(page.months, ["202505", "202504"]);
    assert_eq!(page.offices, [("1370000001", "さくら居宅介護支援事業所")]);
    let counts = catalogue.counts();
    assert_eq!((counts.unsaved, counts.unread), (3, 3));
}

#[test]
fn only_what_changed_is_read_again() {
    use TransmissionState as T;
    let folder = tempfile::tempdir().unwrap();
    let mut store = store_in(folder.path());
    store.keep_inbox(&[summary("1", 1, T::Accepted), summary("2", 2, T::Accepted)]).unwrap();
    let mut catalogue = Catalogue::default();
    catalogue.refresh(&store).unwrap();
    assert_eq!(store.keep_inbox(&[summary("1", 1, T::Accepted)]).unwrap(), 0);
    assert!(!catalogue.refresh(&store).unwrap());
    // Another process of this office.
    let mut other = store_in(folder.path());
    assert_eq!(other.keep_inbox(&[summary("1", 1, T::Withdrawn), summary("2", 2, T::Accepted)]).unwrap(), 1);
    let (touched, _) = store.touched_since(catalogue.seen).unwrap();
    assert_eq!(touched, ["1"]);
    assert!(catalogue.refresh(&store).unwrap());
    assert_eq!(catalogue.received_one("1").unwrap().state, T::Withdrawn);
    assert_eq!(catalogue.counts().unsaved, 1);
}

#[test]
fn what_waits_and_what_the_hub_lists_are_one_list() {
    use TransmissionState as T;
    let folder = tempfile::tempdir().unwrap();
    let mut store = store_in(folder.path());
    let letter = Letter {
        recipient: "1370000002".to_owned(),
        serial: "20250425102000".to_owned(),
        month: Some("202505".to_owned()),
        message: "待つもの".to_owned(),
        documents: vec!["a.pdf".to_owned()],
        deed: None,
    };
    for id in ["w", "x"] {
        let item = NewItem {
            id,
            fingerprint: id.as_bytes(),
            letter: &letter,
            container: b"c",
            contents: &Contents::default(),
            created_at: at(),
        };
        store.put_outbox(&item, None).unwrap();
    }
    store.keep_sent(&[summary("1", 1, T::Accepted), summary("2", 2, T::Rejected)]).unwrap();
    let mut catalogue = Catalogue::default();
    catalogue.refresh(&store).unwrap();
    let passed = |catalogue: &Catalogue, passed| {
        let wanted = WantedSent { passed: Some(passed), ..WantedSent::default() };
        catalogue.sent(&wanted, 0, 50).entries.iter().map(|one| one.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(passed(&catalogue, Passed::Waiting), ["x", "w"]);
    assert_eq!(
        (passed(&catalogue, Passed::Unfetched), passed(&catalogue, Passed::Failed)),
        (vec!["1".to_owned()], vec!["2".to_owned()])
    );
    // One is sealed anew under another id, the other one arrives and is listed.
    let item = NewItem {
        id: "y",
        fingerprint: b"w",
        letter: &letter,
        container: b"c",
        contents: &Contents::default(),
        created_at: at(),
    };
    store.put_outbox(&item, Some("w")).unwrap();
    store.begin_sending("x").unwrap();
    let receipt = evidence::receipt::SignedReceipt { json: b"{}".to_vec(), signature: b"s".to_vec() };
    store.mark_accepted("x", at(), &receipt).unwrap();
    catalogue.refresh(&store).unwrap();
    assert_eq!(passed(&catalogue, Passed::Waiting), ["y"]);
    assert_eq!(catalogue.sent_one("x").unwrap().state, SentState::At(T::Accepted));
    assert_eq!(catalogue.sent_one("x").unwrap().to_name, "");
    store.keep_sent(&[summary("x", 9, T::Received)]).unwrap();
    catalogue.refresh(&store).unwrap();
    assert_eq!(catalogue.sent_one("x").unwrap().state, SentState::At(T::Received));
    assert_eq!(catalogue.sent_one("x").unwrap().to_name, "あおば訪問介護");
    let counts = catalogue.counts();
    assert_eq!((counts.waiting, counts.failed, counts.unfetched), (1, 1, 1));
}

#[test]
fn s75_what_is_searched_stands_nowhere_readable() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = store_in(folder.path());
    store.keep_inbox(&[summary("1", 1, TransmissionState::Accepted)]).unwrap();
    store.keep_contents("1", &about("0000000042")).unwrap();
    for entry in folder.path().read_dir().unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for plain in ["0000000042", "山田", "メッセージ", "1370000001"] {
            assert!(memchr::memmem::find(&bytes, plain.as_bytes()).is_none(), "{plain}");
        }
    }
}
