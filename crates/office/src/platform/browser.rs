//! Opening the pages: Edge first, as a window of its own, else what the system opens pages with.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Opens an address in a window of its own where the browser can do that.
///
/// # Errors
/// When no browser can be started.
pub(crate) fn open_window(address: &str) -> io::Result<Child> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "no browser");
    for (program, arguments) in candidates(address) {
        match begin(program, arguments) {
            Ok(child) => return Ok(child),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Opens a file with what the system opens such files with.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn open_file(file: &Path) -> io::Result<Child> {
    let (program, arguments) = system(&file.to_string_lossy());
    begin(program, arguments)
}

fn begin(program: PathBuf, arguments: Vec<OsString>) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

/// Programs with their arguments, the best first.
fn candidates(address: &str) -> Vec<(PathBuf, Vec<OsString>)> {
    let window = || vec![OsString::from(format!("--app={address}")), "--window-size=1366,768".into()];
    let mut all: Vec<_> = app_windows().into_iter().map(|program| (program, window())).collect();
    all.push(system(address));
    all
}

#[cfg(windows)]
fn app_windows() -> Vec<PathBuf> {
    let under = ["Microsoft\\Edge\\Application\\msedge.exe", "Google\\Chrome\\Application\\chrome.exe"];
    let roots = ["C:\\Program Files (x86)", "C:\\Program Files"];
    under.iter().flat_map(|program| roots.iter().map(move |root| PathBuf::from(root).join(program))).collect()
}

#[cfg(target_os = "macos")]
fn app_windows() -> Vec<PathBuf> {
    ["Microsoft Edge", "Google Chrome"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")))
        .into()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn app_windows() -> Vec<PathBuf> {
    ["microsoft-edge", "google-chrome", "chromium"].map(PathBuf::from).into()
}

#[cfg(windows)]
fn system(address: &str) -> (PathBuf, Vec<OsString>) {
    ("rundll32.exe".into(), vec!["url.dll,FileProtocolHandler".into(), address.into()])
}

#[cfg(target_os = "macos")]
fn system(address: &str) -> (PathBuf, Vec<OsString>) {
    ("open".into(), vec![address.into()])
}

#[cfg(not(any(windows, target_os = "macos")))]
fn system(address: &str) -> (PathBuf, Vec<OsString>) {
    ("xdg-open".into(), vec![address.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edge_comes_first_and_there_is_always_another_way() {
        let all = candidates("http://r.localhost:1/x");
        let (first, arguments) = &all[0];
        assert!(first.to_string_lossy().to_lowercase().contains("edge"));
        assert_eq!(arguments[0], "--app=http://r.localhost:1/x");
        let (_, arguments) = all.last().unwrap();
        assert_eq!(arguments.last().unwrap(), "http://r.localhost:1/x");
    }
}
