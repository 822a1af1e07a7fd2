//! Backups: made while senders are at work, restored elsewhere, every signature verified (R16).

use hub::Hub;
use hub::authority::{AuthorityFiles, AuthorityService, serve};
use hub::backup::{BackupError, make, restore};
use hub::data_folder::DataFolder;
use hub::scrub::scrub;
use protocol::{EventPage, Submitted};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use testkit::{Invariants, TestHub, TestOffice, until};
use tokio::sync::watch;

async fn send(sender: &TestOffice, to: &str) -> String {
    let answer = sender.submit(sender.seal(&sender.letter(to))).await;
    assert_eq!(answer.status(), 201);
    serde_json::from_slice::<Submitted>(&answer.bytes().await.unwrap()).unwrap().id
}

/// The keys, from where their own copy is kept.
fn bring_keys(from: &DataFolder, to: &DataFolder) {
    std::fs::create_dir_all(to.authority()).unwrap();
    for (key, place) in [(from.master_key(), to.master_key()), (from.pepper(), to.pepper())] {
        std::fs::copy(key, place).unwrap();
    }
    for entry in std::fs::read_dir(from.authority()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.authority().join(entry.file_name())).unwrap();
    }
}

fn contains_key(folder: &Path, secret: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(secret.len()).any(|window| window == secret))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r16_a_backup_under_load_is_restored_whole() {
    let hub = TestHub::new().await;
    let (sender, mut recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let mut acknowledged = Vec::new();
    for _ in 0..5 {
        acknowledged.push(send(&sender, "1370000002").await);
    }
    let place = TempDir::new().unwrap();
    let to = place.path().join("backup");
    let (data, path, now) = (hub.data.clone(), to.clone(), hub.surroundings.now());
    let ended = Arc::new(AtomicBool::new(false));
    let tell = Arc::clone(&ended);
    let backup = tokio::task::spawn_blocking(move || {
        let made = make(&data, "test.example", &path, now);
        tell.store(true, Ordering::Release);
        made
    });
    let mut beside = 0;
    while !ended.load(Ordering::Acquire) {
        send(&sender, "1370000002").await;
        beside += 1;
    }
    let manifest = backup.await.unwrap().unwrap();
    assert!(beside > 0 && manifest.transmissions >= 5 && manifest.transmissions <= 5 + beside);
    for key in [hub.data.master_key(), hub.data.pepper(), hub.data.server_key(), hub.data.receipt_key()] {
        assert!(!contains_key(&to, &std::fs::read(&key).unwrap()), "{} is in the backup", key.display());
    }

    let new = DataFolder::new(&place.path().join("new"));
    let restored = restore(&new, &to, &hub.surroundings).unwrap();
    assert_eq!(restored.missing, [new.master_key(), new.pepper(), new.authority()]);
    assert!(
        matches!(restore(&new, &to, &hub.surroundings), Err(BackupError::Living(_))),
        "nothing living is overwritten"
    );
    bring_keys(&hub.data, &new);
    let mut damage = Vec::new();
    let seen = scrub(&new, |line| damage.push(line.to_owned())).unwrap();
    assert_eq!((seen.damaged, damage), (0, vec![]));
    assert_eq!((seen.transmissions, seen.containers), (manifest.transmissions as u64, manifest.transmissions as u64));

    // The hub serves from it; its own certificates, which no backup has, are issued anew.
    let service =
        AuthorityService::open(AuthorityFiles::new(&new.authority()), "issuing one", hub.surroundings.clone());
    let (_stop, stopping) = watch::channel(false);
    let (socket, service) = (new.authority_socket(), Arc::new(service.unwrap()));
    let path = socket.clone();
    tokio::spawn(async move { serve(&path, service, stopping).await.unwrap() });
    until(|| socket.exists()).await;
    let mut config = hub.config.clone();
    config.data = new.path().to_owned();
    let running = Hub::start(config, hub.surroundings.clone()).await.unwrap();
    recipient.connect_to(running.exchange);
    for id in &acknowledged {
        assert_eq!(recipient.get(&format!("/v1/transmissions/{id}/container")).await.status(), 200);
    }
    running.stop().await;
}

#[tokio::test]
async fn r16_a_backup_that_was_changed_or_cut_off_is_refused() {
    let hub = TestHub::new().await;
    let (sender, _recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    send(&sender, "1370000002").await;
    let place = TempDir::new().unwrap();
    let to = place.path().join("backup");
    make(&hub.data, "test.example", &to, hub.surroundings.now()).unwrap();
    let again = make(&hub.data, "test.example", &to, hub.surroundings.now());
    assert!(matches!(again, Err(BackupError::NotEmpty(_))), "a backup is never overwritten");
    let new = DataFolder::new(&place.path().join("new"));
    let whole = std::fs::read(to.join("hub.db")).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    std::fs::write(to.join("hub.db"), &changed).unwrap();
    assert!(matches!(restore(&new, &to, &hub.surroundings), Err(BackupError::Changed(name)) if name == "hub.db"));
    std::fs::write(to.join("hub.db"), &whole[..whole.len() - 4096]).unwrap();
    assert!(matches!(restore(&new, &to, &hub.surroundings), Err(BackupError::Changed(_))));
    std::fs::write(to.join("hub.db"), &whole).unwrap();
    std::fs::create_dir_all(new.path()).unwrap();
    std::fs::write(new.master_key(), [9; 32]).unwrap();
    assert!(matches!(restore(&new, &to, &hub.surroundings), Err(BackupError::OtherKey(_))));
    std::fs::remove_file(new.master_key()).unwrap();
    std::fs::remove_file(to.join("manifest.json")).unwrap();
    assert!(matches!(restore(&new, &to, &hub.surroundings), Err(BackupError::NoBackup(_))));
    assert!(!new.database().exists(), "nothing was begun");
}

/// The office's newest event and, after it, whatever the hub tells from there on.
async fn events(office: &TestOffice, after: u64) -> EventPage {
    testkit::office::json(office.get(&format!("/v1/events/poll?after={after}")).await, 200).await
}

async fn epoch(office: &TestOffice) -> String {
    office.get("/v1/me").await.headers()[protocol::EPOCH_HEADER].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn r16_no_cursor_stands_beyond_the_end_after_a_restore() {
    let mut hub = TestHub::new().await;
    let (mut sender, mut recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let place = TempDir::new().unwrap();
    let to = place.path().join("backup");
    send(&sender, "1370000002").await;
    hub.back_up(&to);
    let first = epoch(&recipient).await;
    for _ in 0..3 {
        send(&sender, "1370000002").await;
    }
    let cursor = events(&recipient, 0).await.last;

    // The control: the same data without another epoch. What comes is not heard of, and nothing says why.
    hub.stop().await;
    hub.lose_data();
    std::fs::copy(to.join("hub.db"), hub.data.database()).unwrap();
    hub.start().await;
    sender.reconnect(&hub);
    recipient.reconnect(&hub);
    send(&sender, "1370000002").await;
    assert!(events(&recipient, cursor).await.events.is_empty());
    assert_eq!(epoch(&recipient).await, first);

    hub.stop().await;
    hub.bring_back(&to).await;
    sender.reconnect(&hub);
    recipient.reconnect(&hub);
    let second = epoch(&recipient).await;
    assert_ne!(first, second);
    let id = send(&sender, "1370000002").await;
    let heard = events(&recipient, cursor).await;
    assert_eq!(heard.events.iter().map(|event| event.transmission.clone().unwrap()).collect::<Vec<_>>(), [id]);
    // Also an office that is new since, and after one more restore.
    let newcomer = hub.office("1370000003").await;
    send(&sender, "1370000003").await;
    assert!(events(&newcomer, cursor).await.events.len() == 1);
    let later = events(&recipient, 0).await.last;
    hub.advance(5);
    hub.stop().await;
    hub.bring_back(&to).await;
    sender.reconnect(&hub);
    recipient.reconnect(&hub);
    assert_ne!(epoch(&recipient).await, second);
    send(&sender, "1370000002").await;
    assert_eq!(events(&recipient, later).await.events.len(), 1);
    Invariants::new().hold(&hub).await;
}
