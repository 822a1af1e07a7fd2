//! A message of the system. Where it has none, nothing is shown: the pages say the same.

/// Shows a title and a line.
#[cfg(any(windows, target_os = "macos"))]
pub(crate) fn notify(title: &str, text: &str) {
    drop(notify_rust::Notification::new().appname("れんけい").summary(title).body(text).show());
}

/// Shows a title and a line.
#[cfg(not(any(windows, target_os = "macos")))]
pub(crate) fn notify(title: &str, text: &str) {
    use std::process::{Command, Stdio};
    let mut command = Command::new("notify-send");
    command.args(["--app-name=れんけい", "--", title, text]).stdin(Stdio::null());
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return };
    // It ends by itself; nobody else collects it.
    std::thread::spawn(move || drop(child.wait()));
}
