//! The master key is rotated while everything runs, and an end at any step costs nothing (S42).

use hub::admin::AdminQuestion;
use protocol::Submitted;
use testkit::{TestHub, TestOffice, until};

/// Sends a letter; gives its path and its bytes.
async fn send(sender: &TestOffice, to: &TestOffice) -> (String, Vec<u8>) {
    let letter = sender.letter(&to.number);
    let container = sender.seal(&letter);
    let answer = sender.submit(container.clone()).await;
    assert_eq!(answer.status(), 201);
    let submitted: Submitted = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    (format!("/v1/transmissions/{}/container", submitted.id), container)
}

async fn fetch(office: &TestOffice, path: &str) -> Vec<u8> {
    let answer = office.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn s42_a_rotation_while_everything_runs_and_a_restart_after_it() {
    let mut hub = TestHub::new().await;
    let (sender, mut recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let (path, container) = send(&sender, &recipient).await;
    let old = std::fs::read(hub.data.master_key()).unwrap();
    let lines = hub.admin(AdminQuestion::RotateKey).await;
    let new: [u8; 32] = std::fs::read(hub.data.master_key()).unwrap().try_into().unwrap();
    assert!(new[..] != old && lines[0].contains(&store::master_key_name(&new)), "{lines:?}");
    assert!(!hub.data.master_key_next().exists());
    let kept: Vec<_> = std::fs::read_dir(hub.data.retired_keys()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!((kept.len(), std::fs::read(&kept[0]).unwrap()), (1, old), "older backups need it");
    assert_eq!(fetch(&recipient, &path).await, container);
    let (second, bytes) = send(&sender, &recipient).await;
    hub.restart().await;
    recipient.reconnect(&hub);
    assert_eq!(fetch(&recipient, &path).await, container);
    assert_eq!(fetch(&recipient, &second).await, bytes);
}

#[tokio::test]
async fn s42_a_rotation_that_ended_at_any_step_is_finished_by_the_next_start() {
    let mut hub = TestHub::new().await;
    let (sender, mut recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let (path, container) = send(&sender, &recipient).await;
    // Ended after the next key was written.
    let next = [7; 32];
    hub.stop().await;
    std::fs::write(hub.data.master_key_next(), next).unwrap();
    hub.start().await;
    until(|| !hub.data.master_key_next().exists()).await;
    assert_eq!(std::fs::read(hub.data.master_key()).unwrap(), next);
    recipient.reconnect(&hub);
    assert_eq!(fetch(&recipient, &path).await, container);
    // Ended after all was wrapped, before the next key took its place: the older one still lies there.
    let retired = std::fs::read_dir(hub.data.retired_keys()).unwrap().next().unwrap().unwrap().path();
    hub.stop().await;
    std::fs::rename(hub.data.master_key(), hub.data.master_key_next()).unwrap();
    std::fs::copy(&retired, hub.data.master_key()).unwrap();
    hub.start().await;
    until(|| !hub.data.master_key_next().exists()).await;
    recipient.reconnect(&hub);
    assert_eq!(std::fs::read(hub.data.master_key()).unwrap(), next);
    assert_eq!(fetch(&recipient, &path).await, container);
}
