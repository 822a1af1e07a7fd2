//! The window of the office app: `renkei app` as it ships, a real hub, a real browser.

mod away;
mod dropped;
mod hostile;
mod join;
mod key_file;
mod month;
mod operated;
mod receive;
mod set_up;
mod two;

use crate::live::{Live, run};
use browser::{Browser, Scripts};
use office::Surroundings;
use office::home::Home;
use office::preferences::Preferences;
use office::store::Store;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::SystemTime;
use tempfile::TempDir;

/// The program behind a window. It ends with the value.
pub(crate) struct App {
    pub(crate) process: Child,
    /// What opens the pages, once.
    pub(crate) address: String,
}

impl App {
    /// Starts the program on a data folder, or finds the one that runs there.
    pub(crate) fn start(home: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
        command.args(["app", "--no-browser", "--home"]).arg(home).stdin(Stdio::null());
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://"))).unwrap();
        // The pipe must stay open as long as the program lives.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    /// What stands before the path.
    pub(crate) fn origin(&self) -> &str {
        self.address.split_once("/start/").unwrap().0
    }

    /// Its port on this computer.
    pub(crate) fn port(&self) -> u16 {
        self.origin().rsplit_once(':').unwrap().1.parse().unwrap()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A person at a window.
pub(crate) struct Window {
    pub(crate) app: App,
    pub(crate) browser: Browser,
}

impl Window {
    /// Starts program and browser, and opens the first page.
    pub(crate) async fn open(home: &Path) -> Self {
        Self::with(home, Scripts::On).await
    }

    /// The same with a browser that may not run scripts.
    pub(crate) async fn with(home: &Path, scripts: Scripts) -> Self {
        let app = App::start(home);
        let browser = Browser::with(scripts, &[]).await;
        browser.open(&app.address).await;
        Self { app, browser }
    }

    /// A page by its path, as typed into the address.
    pub(crate) async fn go(&self, path: &str) {
        self.browser.open(&format!("{}{path}", self.app.origin())).await;
    }
}

/// Where received files are put.
pub(crate) fn received(home: &TempDir) -> PathBuf {
    home.path().join("received")
}

/// The folders of the office, as the last step of the set-up chooses them.
pub(crate) fn choose_folders(home: &TempDir) {
    std::fs::create_dir_all(received(home)).unwrap();
    let save_folder = received(home).to_str().unwrap().to_owned();
    let chosen = Preferences { save_folder, signature: "試験 花子".to_owned(), ..Preferences::default() };
    store(home).keep_preferences(&chosen).unwrap();
}

#[allow(clippy::disallowed_methods, reason = "the program beside it has the clock of the machine")]
pub(crate) fn store(home: &TempDir) -> Store {
    let surroundings = Surroundings {
        now: Arc::new(SystemTime::now),
        random: Arc::new(|bytes| {
            aws_lc_rs::rand::fill(bytes).unwrap();
            Ok(())
        }),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(std::io::Error::other("nobody is asked"))),
    };
    Store::open(&Home::find(Some(home.path().to_owned())).unwrap(), &surroundings).unwrap()
}

/// An office that is signed in and has chosen its folders.
pub(crate) fn ready(live: &Live, number: &str) -> TempDir {
    let home = live.office(number);
    choose_folders(&home);
    home
}

/// All files below a folder, by their names.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let (mut names, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => names.push(entry.file_name().into_string().unwrap()),
            }
        }
    }
    names.sort();
    names
}

/// A command of an office while a person is at a window.
pub(crate) fn command(home: &TempDir, args: &[&str]) {
    let ran = std::thread::scope(|scope| scope.spawn(|| run(home, args, "")).join().unwrap());
    assert_eq!(ran.exit, office::Exit::Clean, "{ran:?}");
}

/// One office sends the sample set to another by the command line.
pub(crate) fn send_k2(from: &TempDir) {
    command(from, &["send", &crate::seat::k2(), "--message", "5月分の予定をお送りします。"]);
}

/// The files of the sample set.
pub(crate) fn k2_files() -> Vec<PathBuf> {
    let folder = Path::new(&crate::seat::k2()).canonicalize().unwrap();
    folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Offices that have joined and never sent anything.
pub(crate) fn others(live: &Live, numbers: &[&str]) {
    for number in numbers {
        live.wait(live.hub.register(number));
        live.wait(live.hub.license(number));
    }
}
