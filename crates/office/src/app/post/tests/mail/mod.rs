//! Two offices and a real hub, asked as the pages ask.

mod barred;
mod bulk;
mod letters;
mod many;
mod partners;
mod received;
mod resealed;
mod sent;
mod session;

use crate::app::post::Post;
use crate::home::Home;
use crate::preferences::Preferences;
use crate::{Exit, Screen, Surroundings, Terminal};
use desk::letter::{Letter, LetterAction, LetterChange};
use desk::mailbox::{
    Arrival, ArrivalFilter, Dispatch, DispatchFilter, Inbox as _, LetterSent, Letters as _, Outbox as _,
};
use desk::sorting::OfferedFile;
use desk::{Trouble, TroubleKind};
use std::ffi::OsString;
use std::sync::Arc;
use std::time::SystemTime;
use tempfile::TempDir;
use testkit::samples::{RECIPIENT as B, SENDER as A, files};
use testkit::{Fault, FaultProxy, Plan, TestHub};
use tokio::runtime::Runtime;

/// Passwords that the offices choose.
const PASSWORDS: [&str; 2] = ["三毛猫が縁側で昼寝をする", "correct horse battery staple"];

/// A hub with a proxy before each of its listeners.
struct Live {
    hub: TestHub,
    exchange: FaultProxy,
    public: FaultProxy,
    runtime: Runtime,
}

/// An office's PC.
struct Pc {
    post: Post,
    home: TempDir,
    saved: TempDir,
    /// SystemId and account.
    names: [String; 2],
}

#[allow(clippy::disallowed_methods, reason = "TLS compares certificates with the real clock")]
fn surroundings() -> Surroundings {
    Surroundings {
        now: Arc::new(SystemTime::now),
        random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| std::io::Error::other("no random bytes"))),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(std::io::Error::other("nobody is here"))),
    }
}

/// Runs a command in a data folder; it must succeed.
fn command(home: &TempDir, args: &[&str], input: &str) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let words = ["renkei"].iter().chain(args).chain(&["--home"]).map(OsString::from);
    let words = words.chain([home.path().as_os_str().to_owned()]);
    let mut terminal = Terminal {
        input: Box::new(input.as_bytes()),
        output: Box::new(&mut output),
        errors: Box::new(&mut errors),
        output_screen: Screen::FILE,
        errors_screen: Screen::FILE,
    };
    let exit = crate::run(words, &surroundings(), &mut terminal);
    drop(terminal);
    assert_eq!(exit, Exit::Clean, "{}", String::from_utf8_lossy(&errors));
}

impl Live {
    fn start() -> Self {
        Self::before(TestHub::new())
    }

    fn before(hub: impl Future<Output = TestHub>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let hub = runtime.block_on(hub);
        let exchange = FaultProxy::start(hub.running().exchange);
        let public = FaultProxy::start(hub.running().public);
        Self { hub, exchange, public, runtime }
    }

    /// The offices of the samples.
    fn two() -> (Self, Pc, Pc) {
        let live = Self::start();
        let (a, b) = (live.office(A), live.office(B));
        (live, a, b)
    }

    /// An office with licence and account whose PC is enrolled and signed in.
    fn office(&self, number: &str) -> Pc {
        self.wait(self.hub.register(number));
        self.wait(self.hub.license(number));
        let home = self.enrolled(number);
        let names = self.wait(self.hub.account(number));
        let [system, account] = PASSWORDS;
        let typed = [&names.system_password, system, &names.account_password, account].join("\n");
        command(&home, &["password", "--password-stdin"], &typed);
        Pc::new(home, [names.system_id, names.account_id])
    }

    /// Another PC of the same office.
    fn second(&self, number: &str, first: &Pc) -> Pc {
        Pc::new(self.enrolled(number), first.names.clone())
    }

    fn enrolled(&self, number: &str) -> TempDir {
        let home = tempfile::tempdir().unwrap();
        let code = self.wait(self.hub.code_text(number));
        let (hub, port) = (format!("localhost:{}", self.public.address.port()), self.exchange.address.port());
        let words = ["enroll", "--hub", &hub, "--exchange-port", &port.to_string(), "--code-stdin"];
        command(&home, &words, &code);
        home
    }

    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Takes the hub away, or brings it back.
    fn set_online(&self, online: bool) {
        for proxy in [&self.exchange, &self.public] {
            proxy.follow(if online { Plan::pass() } else { Plan::new(|_| Fault::Refuse) });
            proxy.cut_all();
        }
    }

    fn transmissions(&self) -> usize {
        self.wait(testkit::invariants::transmissions(&self.hub)).len()
    }

    // The calls of the pages.

    fn letter(&self, pc: &Pc) -> Letter {
        self.wait(pc.post.begin()).unwrap()
    }

    fn change(&self, pc: &Pc, letter: &Letter, action: LetterAction) -> Result<Letter, Trouble> {
        self.wait(pc.post.change_letter(letter.id.clone(), LetterChange { message: None, action }))
    }

    /// A letter with the files of a sample set, its recipient confirmed, ready to go.
    fn ready(&self, pc: &Pc, set: &str, message: &str) -> Letter {
        let letter = self.letter(pc);
        let offered = files(set).into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
        let change = LetterChange { message: Some(message.to_owned()), action: LetterAction::Add(offered) };
        let letter = self.wait(pc.post.change_letter(letter.id, change)).unwrap();
        assert_eq!(letter.hindrance(), None);
        if !letter.needs_number() {
            return letter;
        }
        let number = letter.to.as_ref().unwrap().number.clone();
        self.change(pc, &letter, LetterAction::ConfirmNumber(number)).unwrap()
    }

    fn send(&self, pc: &Pc, letter: &Letter) -> Result<LetterSent, Trouble> {
        self.wait(pc.post.send_letter(letter.id.clone(), letter.revision))
    }

    /// Sends a sample set; its id.
    fn sent(&self, pc: &Pc, set: &str) -> String {
        let sent = self.send(pc, &self.ready(pc, set, "よろしくお願いします")).unwrap();
        assert!(sent.arrived.is_some());
        sent.id
    }

    fn inbox(&self, pc: &Pc) -> Vec<Arrival> {
        let page = self.wait(pc.post.arrivals(ArrivalFilter { page: 1, ..ArrivalFilter::default() }, true)).unwrap();
        assert_eq!(page.stale, None);
        page.rows
    }

    fn outbox(&self, pc: &Pc) -> Vec<Dispatch> {
        let filter = DispatchFilter { page: 1, ..DispatchFilter::default() };
        self.wait(pc.post.dispatches(filter, true)).unwrap().rows
    }
}

impl Pc {
    fn new(home: TempDir, names: [String; 2]) -> Self {
        let ids = ["login", "--password-stdin", "--system-id", &names[0], "--account-id", &names[1]];
        command(&home, &ids, &PASSWORDS.join("\n"));
        let saved = tempfile::tempdir().unwrap();
        let post = Post::new(&Home::find(Some(home.path().to_owned())).unwrap(), &surroundings());
        let pc = Self { post, home, saved, names };
        pc.save_into(pc.saved.path().to_str().unwrap());
        pc
    }

    fn save_into(&self, folder: &str) {
        let store = self.store();
        let preferences = Preferences { save_folder: folder.to_owned(), ..store.preferences().unwrap() };
        store.keep_preferences(&preferences).unwrap();
    }

    fn store(&self) -> crate::store::Store {
        let home = Home::find(Some(self.home.path().to_owned())).unwrap();
        crate::store::Store::open(&home, &surroundings()).unwrap()
    }
}

/// Everything that a person would read.
fn words(trouble: &Trouble) -> String {
    [&trouble.title, &trouble.why, &trouble.cure, &trouble.undone].map(String::as_str).join("\n")
}

fn assert_kind(trouble: &Trouble, kind: TroubleKind) {
    assert_eq!(trouble.kind, kind, "{trouble:?}");
}
