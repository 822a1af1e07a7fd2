//! One office's terminal at the double of the hub: its data folder, and commands run in it.

use crate::hub::HubDouble;
use crate::run::{Ran, renkei_live, samples};
use office::Exit;
use office::home::{Home, Identity};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub(crate) const A: &str = "1370000001";
pub(crate) const B: &str = "1370000002";
/// Both passwords of every office at the double.
pub(crate) const PASSWORDS: &str = "right\nalso right\n";

/// A terminal that has enrolled and signed in.
pub(crate) struct Seat {
    pub(crate) home: TempDir,
    office: &'static str,
}

impl Seat {
    pub(crate) fn new(hub: &HubDouble, office: &'static str) -> Self {
        let seat = Self { home: tempfile::tempdir().unwrap(), office };
        let ran = seat.enrol(hub, &[]);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        let ran = seat.login(&[]);
        assert_eq!(ran.exit, Exit::Clean, "{ran:?}");
        seat
    }

    pub(crate) fn enrol(&self, hub: &HubDouble, more: &[&str]) -> Ran {
        self.enrol_with(hub, more, &hub.made.code(self.office))
    }

    pub(crate) fn enrol_with(&self, hub: &HubDouble, more: &[&str], code: &str) -> Ran {
        let (address, port) = (format!("localhost:{}", hub.port), hub.port.to_string());
        let args = ["enroll", "--hub", &address, "--exchange-port", &port, "--code-stdin"];
        self.run(&[&args, more].concat(), code)
    }

    pub(crate) fn login(&self, more: &[&str]) -> Ran {
        let id = format!("c{}", self.office);
        let args = ["login", "--system-id", &id, "--account-id", "KJ0000000001", "--password-stdin"];
        self.run(&[&args, more].concat(), PASSWORDS)
    }

    pub(crate) fn run(&self, args: &[&str], input: &str) -> Ran {
        self.run_later(0, args, input)
    }

    /// Some seconds after now.
    pub(crate) fn run_later(&self, seconds: u64, args: &[&str], input: &str) -> Ran {
        let args: Vec<&str> = args.iter().copied().chain(["--home", self.folder()]).collect();
        renkei_live(seconds, input.as_bytes(), &args)
    }

    /// The binary itself, to be killed.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
        command.args(args).args(["--home", self.folder()]).stdin(Stdio::piped());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    pub(crate) fn folder(&self) -> &str {
        self.home.path().to_str().unwrap()
    }

    pub(crate) fn identity(&self) -> Identity {
        Identity::read(&Home::find(Some(self.home.path().to_owned())).unwrap()).unwrap()
    }
}

/// Waits until the fault has come, then kills.
pub(crate) fn kill_at_fault(hub: &HubDouble, mut child: Child) {
    while !hub.has_failed() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before the fault");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

pub(crate) fn k2() -> String {
    samples().join("202407/K2").to_str().unwrap().to_owned()
}

/// Puts the files of K2 into a folder, as care software does; gives their names.
pub(crate) fn export_k2(into: &Path) -> Vec<String> {
    std::fs::create_dir_all(into).unwrap();
    let mut names: Vec<String> = samples()
        .join("202407/K2")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in &names {
        std::fs::copy(samples().join("202407/K2").join(name), into.join(name)).unwrap();
    }
    names
}
