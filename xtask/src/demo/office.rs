//! An office of the demo: its data folder, and the command line as a person would use it.

use super::built;
use super::hub::{Hub, output};
use crate::run::program;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The password that the demo's offices choose.
pub(crate) const PASSWORD: &str = "demo-noun-verb-noun-2025";

/// One office.
pub(crate) struct Office {
    home: PathBuf,
    /// SystemId.
    pub(crate) system: String,
    /// Account of the person.
    pub(crate) person: String,
}

impl Office {
    /// Gets account and code from the operator, enrols, chooses passwords, signs in.
    pub(crate) fn join(hub: &Hub, folder: &Path, number: &str) -> Result<Self, String> {
        let account = hub.command(&["account", "create", number])?;
        let ids = [after(&account, "連携クライアントのユーザID: "), after(&account, "事業所のユーザID: ")];
        let [Some(system), Some(person)] = ids else { return Err("the hub printed no ids".to_owned()) };
        let office = Self { home: folder.join(number), system: system.to_owned(), person: person.to_owned() };
        let code = hub.command(&["code", "make", number])?;
        let code = after(&code, "発行コード: ").ok_or("the hub printed no code")?;
        let address = format!("localhost:{}", hub.public);
        let exchange = hub.exchange.to_string();
        let enrol = ["enroll", "--hub", &address, "--exchange-port", &exchange, "--code-stdin"];
        office.renkei_with(&enrol, &format!("{code}\n"))?;
        // The account is handed out first, then the SystemId.
        let first = all_after(&account, "仮のパスワード: ");
        let [of_person, of_system] = first.as_slice() else { return Err("the hub printed no passwords".to_owned()) };
        let changes = [*of_system, PASSWORD, *of_person, PASSWORD].join("\n") + "\n";
        office.renkei_with(&["password", "--password-stdin"], &changes)?;
        let login = ["login", "--system-id", system, "--account-id", person, "--password-stdin"];
        office.renkei_with(&login, &format!("{PASSWORD}\n{PASSWORD}\n"))?;
        Ok(office)
    }

    /// Runs `renkei` for this office and shows what it says.
    pub(crate) fn renkei(&self, args: &[&str]) -> Result<String, String> {
        output(self.command(args))
    }

    pub(super) fn program(&self) -> String {
        built("renkei").display().to_string()
    }

    pub(crate) fn home(&self) -> String {
        self.home.display().to_string()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = program(&self.program(), args);
        command.args(["--home", &self.home()]);
        command
    }

    /// The same with answers on standard input, which are not shown.
    pub(crate) fn renkei_with(&self, args: &[&str], answers: &str) -> Result<(), String> {
        println!("\n$ renkei {}", args.join(" "));
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().map_err(|error| format!("renkei: {error}"))?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(answers.as_bytes()).map_err(|error| format!("renkei: {error}"))?;
        }
        let status = child.wait().map_err(|error| format!("renkei: {error}"))?;
        if status.success() { Ok(()) } else { Err(format!("`renkei {}` ended with {status}", args.join(" "))) }
    }
}

/// What stands behind a label, on the first line that has it.
pub(crate) fn after<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    all_after(text, label).into_iter().next()
}

/// What stands behind a label, on every line that has it.
pub(crate) fn all_after<'t>(text: &'t str, label: &str) -> Vec<&'t str> {
    text.lines().filter_map(|line| Some(line.split_once(label)?.1.trim())).collect()
}
