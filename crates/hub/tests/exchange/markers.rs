//! S40, S67: what offices write is neither on the hub's disk nor in its logs.

use super::walk::two;
use evidence::receipt::ReceiptKind;
use protocol::PasswordOf;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use testkit::office::password;

/// Where logs are written to.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn s40_s67_nothing_of_an_office_in_the_clear() {
    // As long as there is one subscriber only, `tracing` asks the thread that first comes to a place, maybe that of another
    // test, whether anybody is interested in it. A second one, which nobody uses, makes it ask the subscribers.
    let _second = tracing::Dispatch::new(tracing_subscriber::fmt().finish());
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (mut hub, sender, recipient) = two().await;
    let mut letter = sender.set("K2");
    letter.message = "目印の本文MARKERTEXT".into();
    letter.files.push(("目印の添付MARKERNAME.pdf".into(), b"%PDF-1.7\nMARKERCONTENT\ntrailer\n<<>>\n%%EOF\n".to_vec()));
    let container = sender.deliver(&recipient, &letter).await;
    let statement = recipient.receipt(ReceiptKind::Imported, &letter, &container);
    recipient.post(&format!("/v1/transmissions/{}/import", letter.id), &statement).await;
    sender.get("/v1/inbox?office=%0d%0aINJECTED").await;
    let record = String::from_utf8_lossy(&letter.files[0].1).lines().next().unwrap().to_owned();
    let tokens = sender.tokens.clone().unwrap();
    let names = sender.names.clone().unwrap();
    let (system, account) = (password(PasswordOf::System), password(PasswordOf::Account));
    let markers = [
        "MARKERTEXT",
        "MARKERNAME",
        "MARKERCONTENT",
        record.as_str(),
        system.as_str(),
        account.as_str(),
        tokens.access_token.as_str(),
        tokens.refresh_token.as_str(),
    ];
    // While it runs: database, its log, temporary files.
    scan(hub.data.path(), &markers);
    hub.stop().await;
    scan(hub.data.path(), &markers);
    let text = log.0.lock().unwrap().clone();
    assert!(contains(&text, b"request answered"), "the log was seen");
    for marker in markers.iter().chain(&["架空事業所", names.account_id.as_str(), names.system_id.as_str(), "INJECTED"])
    {
        assert!(!contains(&text, marker.as_bytes()), "«{marker}» stands in the log");
    }
}

fn scan(folder: &Path, markers: &[&str]) {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            scan(&path, markers);
        } else if let Ok(bytes) = std::fs::read(&path) {
            seen += 1;
            for marker in markers {
                assert!(!contains(&bytes, marker.as_bytes()), "«{marker}» stands in {}", path.display());
            }
        }
    }
    assert!(seen > 0);
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
