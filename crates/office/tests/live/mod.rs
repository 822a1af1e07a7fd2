//! A real hub with two offices that use `renkei`, and a proxy before each of its listeners.

mod apart;
mod broken;
mod journey;
mod killed;
mod restored;
mod watching;

use crate::run::{Ran, renkei_live};
use office::Exit;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;
use testkit::{FaultProxy, Invariants, Plan, State, TestHub, TransmissionEntry, samples};
use tokio::runtime::Runtime;

pub(crate) use testkit::samples::{RECIPIENT as B, SENDER as A};

/// Passwords that the offices choose.
pub(crate) const PASSWORDS: [&str; 2] = ["三毛猫が縁側で昼寝をする", "correct horse battery staple"];

/// A hub, the proxies before it, and what was promised to offices.
pub(crate) struct Live {
    pub(crate) hub: TestHub,
    pub(crate) exchange: FaultProxy,
    pub(crate) public: FaultProxy,
    letters: TempDir,
    invariants: Invariants,
    waiting: Runtime,
}

impl Live {
    pub(crate) fn start() -> Self {
        // Not of one thread: a browser that is let go asks its driver for the end, and waits.
        let waiting = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let hub = waiting.block_on(testkit::operator::hub_with_console());
        let exchange = FaultProxy::start(hub.running().exchange);
        let public = FaultProxy::start(hub.running().public);
        let letters = tempfile::tempdir().unwrap();
        Self { hub, exchange, public, letters, invariants: Invariants::new(), waiting }
    }

    /// A letter of its own for each number: the words that send it from A to B.
    pub(crate) fn letter(&self, number: u64) -> [String; 4] {
        let path = self.letters.path().join(format!("お知らせ{number}.pdf"));
        std::fs::write(&path, samples::large_pdf(3_000, number)).unwrap();
        ["send", path.to_str().unwrap(), "--to", B].map(str::to_owned)
    }

    /// How many bytes an undisturbed send of a letter takes, both ways.
    pub(crate) fn measure(&self, home: &TempDir) -> (u64, u64) {
        self.clear_way();
        let words = self.letter(0);
        assert_eq!(run(home, &words.each_ref().map(String::as_str), "").exit, Exit::Clean);
        self.exchange.carried()
    }

    /// Waits for what the hub does.
    pub(crate) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.waiting.block_on(work)
    }

    /// Both offices of the samples, ready.
    pub(crate) fn two() -> (Self, TempDir, TempDir) {
        let live = Self::start();
        let (a, b) = (live.office(A), live.office(B));
        (live, a, b)
    }

    /// An office with licence and account whose terminal is enrolled and signed in, also for `watch`.
    pub(crate) fn office(&self, number: &str) -> TempDir {
        self.wait(self.hub.register(number));
        self.wait(self.hub.license(number));
        self.signed_in(number)
    }

    /// The same of an office that is registered, with a licence or without.
    pub(crate) fn signed_in(&self, number: &str) -> TempDir {
        let home = tempfile::tempdir().unwrap();
        let code = self.wait(self.hub.code_text(number));
        let ran = self.enroll(&home, &code);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        let names = self.wait(self.hub.account(number));
        let [system, account] = PASSWORDS;
        let typed = [&names.system_password, system, &names.account_password, account].join("\n");
        let ran = run(&home, &["password", "--password-stdin"], &typed);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        let args = ["--system-id", &names.system_id, "--account-id", &names.account_id];
        self.login(&home, &args, 0);
        home
    }

    pub(crate) fn enroll(&self, home: &TempDir, code: &str) -> Ran {
        let (hub, port) = (format!("localhost:{}", self.public.address.port()), self.exchange.address.port());
        run(home, &["enroll", "--hub", &hub, "--exchange-port", &port.to_string(), "--code-stdin"], code)
    }

    /// Signs in some seconds after now, with a token for `watch`.
    pub(crate) fn login(&self, home: &TempDir, args: &[&str], later: u64) {
        let args = [&["login", "--password-stdin", "--terminal-token", "90"], args].concat();
        let ran = run_later(home, &args, &PASSWORDS.join("\n"), later);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
    }

    /// The hub ends in the middle of whatever it does, and starts again; the proxies lead to it.
    pub(crate) fn crash_and_start(&mut self) {
        self.waiting.block_on(self.hub.crash());
        self.exchange.cut_all();
        self.public.cut_all();
        self.waiting.block_on(self.hub.start());
        self.exchange.lead_to(self.hub.running().exchange);
        self.public.lead_to(self.hub.running().public);
    }

    /// The hub ends, its data are lost, and it comes back from a backup; the proxies lead to it.
    pub(crate) fn bring_back(&mut self, backup: &Path) {
        self.waiting.block_on(self.hub.stop());
        self.exchange.cut_all();
        self.public.cut_all();
        self.waiting.block_on(self.hub.bring_back(backup));
        self.exchange.lead_to(self.hub.running().exchange);
        self.public.lead_to(self.hub.running().public);
    }

    /// Nothing is in the way any more.
    pub(crate) fn clear_way(&self) {
        for proxy in [&self.exchange, &self.public] {
            proxy.cut_all();
            proxy.follow(Plan::pass());
        }
    }

    /// Every transmission that the hub has.
    pub(crate) fn transmissions(&self) -> Vec<TransmissionEntry> {
        self.wait(testkit::invariants::transmissions(&self.hub))
    }

    /// The only transmission that the hub has; panics when it has none or more.
    pub(crate) fn only(&self) -> TransmissionEntry {
        let mut all = self.transmissions();
        assert_eq!(all.len(), 1, "exactly one");
        all.remove(0)
    }

    pub(crate) fn state(&self) -> State {
        self.only().state
    }

    /// The newest transmission that the hub has.
    pub(crate) fn newest(&self) -> TransmissionEntry {
        self.transmissions().pop().expect("one was sent")
    }

    /// The invariants hold now.
    pub(crate) fn hold(&mut self) {
        let known = self.transmissions();
        for entry in known {
            self.waiting.block_on(self.invariants.told(&self.hub, entry.header.id));
        }
        self.waiting.block_on(self.invariants.hold(&self.hub));
    }

    /// The invariants hold, and for everything that the hub has now also after it was started anew.
    pub(crate) fn holds(mut self) {
        self.hold();
        self.waiting.block_on(self.invariants.hold_after_restart(&mut self.hub));
    }
}

pub(crate) fn run(home: &TempDir, args: &[&str], input: &str) -> Ran {
    run_later(home, args, input, 0)
}

/// Runs some seconds after now.
pub(crate) fn run_later(home: &TempDir, args: &[&str], input: &str, seconds: u64) -> Ran {
    let home = home.path().to_str().unwrap();
    let args: Vec<&str> = args.iter().copied().chain(["--home", home]).collect();
    renkei_live(seconds, input.as_bytes(), &args)
}

/// The binary itself, in a process of its own.
pub(crate) fn begin(home: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
    command.args(args).arg("--home").arg(home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Ends a process as a power cut does.
pub(crate) fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Waits for a fact about the process or the hub; false when the process ended before.
pub(crate) fn comes(child: &mut Child, mut fact: impl FnMut() -> bool) -> bool {
    loop {
        if fact() {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return fact();
        }
        std::thread::yield_now();
    }
}

pub(crate) fn k2() -> String {
    samples::folder("K2").to_str().unwrap().to_owned()
}

/// Number of files of K2.
pub(crate) fn k2_files() -> usize {
    samples::files("K2").len()
}

/// Where the files of K2 are saved.
pub(crate) fn saved(into: &Path) -> PathBuf {
    into.join(format!("{A} 架空事業所{A}/20250425102000"))
}

/// The files of K2 lie there byte for byte, and nothing else.
pub(crate) fn assert_saved(into: &Path) {
    let folder = saved(into);
    for (name, bytes) in samples::files("K2") {
        assert_eq!(std::fs::read(folder.join(&name)).unwrap(), bytes, "{name}");
    }
    assert_eq!(folder.read_dir().unwrap().count(), k2_files());
}

/// How many files lie in a folder and all below it, half ones too; each letter is byte for byte what was sent.
pub(crate) fn documents(folder: &Path) -> usize {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let below = entries.map(|path| {
        if path.is_dir() {
            return documents(&path);
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if let Some(number) = name.strip_prefix("お知らせ") {
            let sent = samples::large_pdf(3_000, number.parse().unwrap());
            assert_eq!(std::fs::read(&path).unwrap(), sent, "{name}");
        }
        1
    });
    below.sum()
}
