//! R6: no room is left. The hub says so, goes on reading, and takes again when there is room.

use exchange::instant::DAY;
use exchange::{Act, Actor};
use protocol::*;
use std::fs::File;
use std::io::Write;
use std::process::Command;
use tempfile::TempDir;
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, large_pdf};
use testkit::{Invariants, TestHub, TestOffice};

async fn send(sender: &TestOffice, mark: u64, invariants: &mut Invariants) -> Result<Submitted, reqwest::Response> {
    let mut letter = sender.letter(RECIPIENT);
    letter.files = vec![("記録.pdf".into(), large_pdf(150_000, mark))];
    let bytes = sender.seal(&letter);
    let answer = sender.submit(bytes.clone()).await;
    if answer.status() != 201 {
        return Err(answer);
    }
    let answer: Submitted = json(answer, 201).await;
    invariants.acknowledged(&bytes, &answer);
    Ok(answer)
}

#[tokio::test]
async fn r6_a_full_disk_is_told_reading_goes_on_and_room_is_used_without_a_restart() {
    let mut hub = TestHub::with(|config| config.limits.database_bytes = Some(3 << 20)).await;
    let (sender, recipient) = hub.two_offices().await;
    let mut invariants = Invariants::new();
    let mut sent = Vec::new();
    let full = loop {
        match send(&sender, sent.len() as u64, &mut invariants).await {
            Ok(answer) => sent.push(answer.id),
            Err(refused) => break refused,
        }
        if sent.len() == 1 {
            // One is fetched while there is room.
            let fetched = recipient.get(&format!("/v1/transmissions/{}/container", sent[0])).await;
            assert_eq!(fetched.status(), 200);
        }
        assert!(sent.len() < 100, "it is never full");
    };
    assert_eq!(full.headers()["retry-after"], "300");
    let told = problem(full).await;
    assert_eq!((told.status, told.code()), (507, Some(ProblemCode::StorageFull)));
    insta::assert_snapshot!("full", format!("{}\n{}", told.title, told.detail));
    assert!(sent.len() > 3, "{}", sent.len());

    let again = Invariants::unchanged(&hub, send(&sender, 1_000, &mut Invariants::new())).await;
    assert_eq!(problem(again.unwrap_err()).await.code(), Some(ProblemCode::StorageFull));
    reading_goes_on(&sender, &recipient, &sent).await;
    invariants.hold(&hub).await;

    // The kept time of what there is ends: there is room again, and nothing was started anew.
    let act = Act { actor: Actor::Hub, at: hub.hub().now().plus(121 * DAY), salt: [0; 16] };
    hub.hub().store.expire_content(2, act).await.unwrap();
    send(&sender, 2_000, &mut invariants).await.unwrap();
    assert_eq!(ready(&hub).await.0, 200);
    invariants.hold_after_restart(&mut hub).await;
}

/// A file system of a few megabytes, as large as the hub's disk is; taken away again when this goes.
struct Disk(std::path::PathBuf);

impl Disk {
    fn mount(folder: &TempDir) -> Self {
        let path = folder.path().to_owned();
        let options = ["-t", "tmpfs", "-o", "size=8m", "tmpfs"];
        let mounted = Command::new("mount").args(options).arg(&path).status().unwrap();
        assert!(mounted.success(), "this test mounts a file system, which only root may");
        Self(path)
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let mut filler = File::create(self.0.join("filler")).unwrap();
        for size in [64 << 10, 4096, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn make_room(&self) {
        std::fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg("-l").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}

#[tokio::test]
async fn r6_with_no_byte_left_nothing_is_taken_and_everything_is_shown() {
    let folder = TempDir::new().unwrap();
    let disk = Disk::mount(&folder);
    let mut hub = TestHub::in_folder(folder, |config| config.limits.free_bytes = 1 << 20).await;
    let (sender, recipient) = hub.two_offices().await;
    let mut invariants = Invariants::new();
    let mut sent = Vec::new();
    for mark in 0..2 {
        sent.push(send(&sender, mark, &mut invariants).await.unwrap().id);
    }
    let path = |number: usize| format!("/v1/transmissions/{}/container", sent[number]);
    assert_eq!(recipient.get(&path(0)).await.status(), 200);
    let request = TerminalTokenRequest { name: "watch".into(), scopes: vec![Scope::Read], days: 1 };
    let watch: TerminalTokenMade = json(recipient.post("/v1/terminal-tokens", &request).await, 201).await;
    disk.fill();
    // Every session wants to be marked as used after a minute: that it cannot be must not keep anyone from reading.
    for _ in 0..2 {
        hub.advance(120);
        let refused = send(&sender, 3, &mut Invariants::new()).await.unwrap_err();
        assert_eq!(problem(refused).await.code(), Some(ProblemCode::StorageFull));
        reading_goes_on(&sender, &recipient, &sent).await;
        let listed = recipient.http.get(format!("{}/v1/inbox", recipient.base)).bearer_auth(&watch.token).send();
        assert_eq!(listed.await.unwrap().status(), 200, "with a terminal token too");
        let (status, reasons) = ready(&hub).await;
        assert!(status == 503 && reasons.contains("disk:"), "{reasons}");
    }
    // What was never fetched cannot be marked as fetched: the sender could still withdraw it.
    let first_time = problem(recipient.get(&path(1)).await).await;
    assert_eq!((first_time.status, first_time.code()), (507, Some(ProblemCode::StorageFull)));
    let withdrawal = format!("/v1/transmissions/{}/withdrawal", sent[1]);
    let refused = problem(sender.post(&withdrawal, &()).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::StorageFull));
    let names = sender.names.clone().unwrap();
    let refused = problem(sender.post("/v1/session", &names).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::StorageFull), "{}", refused.detail);

    disk.make_room();
    assert_eq!(recipient.get(&path(1)).await.status(), 200);
    send(&sender, 4, &mut invariants).await.unwrap();
    assert_eq!(ready(&hub).await.0, 200);
    invariants.hold_after_restart(&mut hub).await;
    hub.stop().await;
    drop(disk);
}

async fn reading_goes_on(sender: &TestOffice, recipient: &TestOffice, sent: &[String]) {
    let inbox: TransmissionPage = json(recipient.get("/v1/inbox?limit=100").await, 200).await;
    assert_eq!(inbox.transmissions.len(), sent.len(), "nothing half-done");
    for path in ["/v1/me", "/v1/sent", "/v1/offices", "/v1/events/poll?after=0"] {
        assert_eq!(sender.get(path).await.status(), 200, "{path}");
    }
    for part in ["", "/container", "/documents/0", "/receipts", "/evidence"] {
        let path = format!("/v1/transmissions/{}{part}", sent[0]);
        assert_eq!(recipient.get(&path).await.status(), 200, "{path}");
    }
}

/// What the health listener says.
async fn ready(hub: &TestHub) -> (u16, String) {
    let url = format!("http://{}/health/ready", hub.running().health);
    let answer = hub.public_client().get(url).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}
