//! The post of an office at a real hub.

mod doors;
mod lock;
mod mail;
mod office;

use super::Post;
use crate::Surroundings;
use crate::home::Home;
use desk::mailbox::{Doors, Entry, PasswordOf, Secret, SignIn, Standing, StepInput};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use testkit::TestHub;
use testkit::samples::SENDER;

/// What the office chooses.
const PASSWORDS: [&str; 2] = ["三毛猫が縁側で昼寝をする", "correct horse battery staple"];

/// An office's window on one PC.
struct Window {
    post: Post,
    folder: TempDir,
    moved: Arc<AtomicU64>,
}

impl Window {
    fn new() -> Self {
        let (folder, moved) = (tempfile::tempdir().unwrap(), Arc::default());
        Self { post: post(&folder, &moved), folder, moved }
    }

    /// The program ends and starts again.
    fn start_again(self) -> Self {
        Self { post: post(&self.folder, &self.moved), ..self }
    }

    fn minutes_later(&self, minutes: u64) {
        self.moved.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    /// A folder that is not there yet.
    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    async fn standing(&self) -> Standing {
        self.post.standing().await.unwrap()
    }

    async fn entry(&self) -> Entry {
        self.standing().await.entry
    }

    /// Everything from the hub's address to the folders.
    async fn set_up(&self, hub: &TestHub) -> SignIn {
        let names = self.sign_in_of(hub).await;
        self.set_up_with(hub, names).await
    }

    /// The same with names that the office has got.
    async fn set_up_with(&self, hub: &TestHub, names: SignIn) -> SignIn {
        self.step(StepInput::Hub { address: address(hub) }).await;
        self.step(StepInput::Code { code: Secret::new(hub.code_text(SENDER).await) }).await;
        self.step(StepInput::SignIn(names.clone())).await;
        self.change_both().await;
        self.step(StepInput::Folders { save: self.place("in"), send: String::new() }).await;
        assert_eq!(self.entry().await, Entry::Open);
        own(names)
    }

    /// The office is registered; its names with their first passwords.
    async fn sign_in_of(&self, hub: &TestHub) -> SignIn {
        hub.register(SENDER).await;
        hub.license(SENDER).await;
        self.first_names(hub).await
    }

    /// The names of an office that is registered, with their first passwords.
    async fn first_names(&self, hub: &TestHub) -> SignIn {
        let names = hub.account(SENDER).await;
        SignIn {
            system_id: names.system_id,
            system_password: Secret::new(names.system_password),
            account: names.account_id,
            account_password: Secret::new(names.account_password),
            person: None,
        }
    }

    async fn step(&self, input: StepInput) {
        self.post.take_step(input).await.unwrap();
    }

    async fn change_both(&self) {
        assert_eq!(self.post.must_change().await.unwrap(), [PasswordOf::System, PasswordOf::Account]);
        let new = [PasswordOf::System, PasswordOf::Account].into_iter().zip(PASSWORDS);
        self.post.change_passwords(new.map(|(of, text)| (of, Secret::new(text))).collect()).await.unwrap();
        assert_eq!(self.post.must_change().await.unwrap(), []);
    }
}

fn post(folder: &TempDir, moved: &Arc<AtomicU64>) -> Post {
    let home = Home::find(Some(folder.path().join("office"))).unwrap();
    Post::suggesting(&home, &around(moved), Some(folder.path().join("documents").join("受信")))
}

/// The clock of the machine, which TLS reads too, moved on by the test.
#[allow(clippy::disallowed_methods, reason = "a test of a program that runs")]
fn around(moved: &Arc<AtomicU64>) -> Surroundings {
    let moved = Arc::clone(moved);
    Surroundings {
        now: Arc::new(move || SystemTime::now() + Duration::from_secs(moved.load(Ordering::SeqCst))),
        random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("no random bytes"))),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(io::Error::other("nobody"))),
    }
}

fn address(hub: &TestHub) -> String {
    format!("localhost:{}", hub.running().public.port())
}

/// The same names with the passwords that the office chose.
fn own(names: SignIn) -> SignIn {
    let [system_password, account_password] = PASSWORDS.map(Secret::new);
    SignIn { system_password, account_password, ..names }
}
