//! The windows of the demo's offices: the pages that `renkei app` serves on this machine.

use super::office::Office;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A window; its program ends with it.
pub(super) struct Window {
    program: Child,
}

impl Window {
    /// Opens the window of an office in a browser, or prints its address where none is to be opened or none is there.
    pub(super) fn open(office: &Office, browser: bool) -> Result<Self, String> {
        let mut command = Command::new(office.program());
        command.args(["app", "--home", &office.home()]).stdin(Stdio::null()).stdout(Stdio::piped());
        if !browser {
            command.arg("--no-browser");
        }
        println!("\n$ renkei app --home {}", office.home());
        let mut program = command.spawn().map_err(|error| format!("renkei app: {error}"))?;
        let said = program.stdout.take().ok_or("renkei app has no output")?;
        let window = Self { program };
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        for line in lines.by_ref() {
            println!("{line}");
            if line.starts_with("http://") || line.starts_with("画面を開きました") {
                // The pipe stays open as long as the program lives.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(window);
            }
        }
        Err("renkei app ended without opening a window".to_owned())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Only our own process, by its id.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
