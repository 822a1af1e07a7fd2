//! A disk that fails under the hub: it goes on reading, says so, and never acknowledges again (R5).

use hub::config::Limits;
use protocol::{Me, ProblemCode, SystemState};
use std::io::Write;
use std::process::Command;
use testkit::samples::incompressible_pdf;
use testkit::{Letter, TestHub};

/// Tells the child below that it is one.
const CHILD: &str = "RENKEI_TEST_DISK";

#[test]
fn r5_after_a_failed_write_the_hub_only_reads_and_says_so() {
    let program = std::env::current_exe().unwrap();
    // A file-size limit makes write(2) fail with EFBIG, which SQLite reports as an I/O error.
    let script = "trap '' XFSZ; ulimit -f 12000; exec \"$0\" \"$@\"";
    let child = Command::new("sh")
        .args(["-c", script])
        .arg(program)
        .args(["--exact", "disk::a_hub_whose_disk_fails", "--nocapture", "--test-threads=1"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    assert!(
        child.status.success() && said.contains("the disk failed"),
        "{said}{}",
        String::from_utf8_lossy(&child.stderr)
    );
}

/// The child. By itself it only looks at the limits.
#[tokio::test]
async fn a_hub_whose_disk_fails() {
    if std::env::var_os(CHILD).is_none() {
        assert!(Limits::default().free_bytes > 0);
        return;
    }
    let hub = TestHub::new().await;
    let (sender, recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let first = sender.letter("1370000002");
    let container = sender.deliver(&recipient, &first).await;
    let mut acknowledged = 0;
    let refused = loop {
        let content = incompressible_pdf(256_000, || hub.surroundings.random());
        let letter = Letter { files: vec![("お知らせ.pdf".into(), content)], ..sender.letter("1370000002") };
        let answer = sender.submit(sender.seal(&letter)).await;
        if answer.status() != 201 {
            break answer;
        }
        acknowledged += 1;
        assert!(acknowledged < 1_000, "the disk does not fail");
    };
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (503, "30"));
    // Nothing is tried again on the same handle.
    let again = sender.submit(sender.seal(&sender.letter("1370000002"))).await;
    let problem: protocol::Problem = serde_json::from_slice(&again.bytes().await.unwrap()).unwrap();
    assert_eq!(problem.code(), Some(ProblemCode::ReadOnly));
    assert!(problem.detail.contains("記録できない状態"), "{}", problem.detail);
    let health = format!("http://{}/health/ready", hub.running().health);
    let ready = hub.public_client().get(health).send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains("store:"));
    let me: Me = serde_json::from_slice(&recipient.get("/v1/me").await.bytes().await.unwrap()).unwrap();
    assert_eq!(me.system_state, SystemState::ReadOnly);
    let read = recipient.get(&format!("/v1/transmissions/{}/container", first.id)).await;
    assert_eq!((read.status().as_u16(), read.bytes().await.unwrap().to_vec()), (200, container));
    writeln!(std::io::stdout(), "after {acknowledged} transmissions the disk failed").unwrap();
}
