//! Processes that the harness started, and only those: by their ids.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

/// A running process. Killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    name: String,
    child: Child,
}

impl Running {
    /// Starts a program; what it says goes to the end of a file.
    pub(crate) fn start(mut command: Command, name: &str, log: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{name}: {error}");
        let file = File::options().create(true).append(true).open(log).map_err(failed)?;
        let errors = file.try_clone().map_err(failed)?;
        let child = command.stdin(Stdio::null()).stdout(file).stderr(errors).spawn().map_err(failed)?;
        Ok(Self { name: name.to_owned(), child })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>, String> {
        self.child.try_wait().map_err(|error| format!("{}: {error}", self.name))
    }

    /// Kill -9, and waits until it is gone.
    pub(crate) fn kill(mut self) -> Result<ExitStatus, String> {
        // It may have ended by itself a moment ago.
        let _gone = self.child.kill();
        self.wait()
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus, String> {
        self.child.wait().map_err(|error| format!("{}: {error}", self.name))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended, which is what is wanted.
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// Sends a signal (`TERM`, `STOP`, `CONT`) to a process of ours.
pub(crate) fn signal(running: &Running, name: &str) -> Result<(), String> {
    output(Command::new("sh").args(["-c", r#"kill -s "$0" "$1""#, name]).arg(running.id().to_string())).map(drop)
}

/// Runs a program to its end; what it printed, or how it failed and what it said.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    answered(command, "")
}

/// The same with answers on standard input.
pub(crate) fn answered(command: &mut Command, answers: &str) -> Result<String, String> {
    let name = format!("{command:?}");
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that asks nothing may have ended before.
        let _unread = stdin.write_all(answers.as_bytes());
    }
    let done = child.wait_with_output().map_err(failed)?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() {
        return Ok(text);
    }
    Err(format!("{name} ended with {}\n{text}{}", done.status, String::from_utf8_lossy(&done.stderr)))
}
