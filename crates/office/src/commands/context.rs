//! What the commands about the hub share: the data folder, how a command ends, questions to a person.

use crate::home::Home;
use crate::refusal::{Refusal, in_its_words};
use crate::store::StoreError;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use std::future::Future;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Longest line that is read as an answer, in bytes.
const LONGEST: usize = 1_024;

/// Which office's data folder is meant.
#[derive(Debug, Args)]
pub(super) struct AtHome {
    /// The data folder.
    #[arg(long)]
    pub(super) home: Option<PathBuf>,
}

/// How a command ended before its end.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something was refused or failed: exit 1.
    Refused(Box<Refusal>),
    /// The command cannot begin: exit 2.
    Unusable(Box<Refusal>),
    /// The result cannot be written.
    Output(io::Error),
}

/// What a command gives.
pub(super) type Done<T = Exit> = Result<T, Failure>;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Refusal::from(&error).into()
    }
}

impl From<crate::hub_client::HubError> for Failure {
    fn from(error: crate::hub_client::HubError) -> Self {
        Refusal::from(&error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl AtHome {
    /// The data folder.
    pub(super) fn find(&self) -> Done<Home> {
        Home::find(self.home.clone()).ok_or_else(|| {
            let what = "データフォルダーの場所が分かりません。";
            let cure = "--home でフォルダーを指定してください。";
            Failure::Unusable(Box::new(Refusal::new(what, "", cure, "")))
        })
    }

    /// The office of the data folder.
    pub(super) fn open(&self, surroundings: &Surroundings) -> Done<Workplace> {
        Workplace::open(self.find()?, surroundings).map_err(|refusal| Failure::Unusable(Box::new(refusal)))
    }
}

/// Says how the command ended.
pub(super) fn told(done: Done, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    let (refusal, code) = match done {
        Ok(code) => {
            *exit = code;
            return Ok(());
        }
        Err(Failure::Output(error)) => return Err(error),
        Err(Failure::Refused(refusal)) => (refusal, Exit::Errors),
        Err(Failure::Unusable(refusal)) => (refusal, Exit::Unusable),
    };
    *exit = code;
    terminal.output.flush()?;
    writeln!(terminal.errors, "renkei: {refusal}")
}

/// Runs what waits for the hub.
pub(super) fn wait_for<T>(work: impl Future<Output = Done<T>>) -> Done<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Refusal::new("通信を始められません。", in_its_words(&error), "", ""))?;
    runtime.block_on(work)
}

/// Asks a person for something that may be seen.
pub(super) fn ask(question: &str, terminal: &mut Terminal<'_>) -> Done<String> {
    write!(terminal.errors, "{question}: ")?;
    terminal.errors.flush()?;
    Ok(line(terminal)?.trim().to_owned())
}

/// A secret: from a line of standard input, or typed without being shown.
pub(super) fn secret(
    question: &str,
    from_input: bool,
    surroundings: &Surroundings,
    terminal: &mut Terminal<'_>,
) -> Done<Zeroizing<String>> {
    let given = if from_input { line(terminal)? } else { (surroundings.ask_hidden)(&format!("{question}: "))? };
    if given.is_empty() {
        let cure = "もう一度行い、入力してください。";
        let what = format!("{question}が入力されませんでした。");
        return Err(Failure::Unusable(Box::new(Refusal::new(what, "", cure, "何も送っていません。"))));
    }
    Ok(given)
}

fn line(terminal: &mut Terminal<'_>) -> Done<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut byte = [0; 1];
    while bytes.len() < LONGEST && terminal.input.read(&mut byte)? == 1 && byte != [b'\n'] {
        bytes.extend_from_slice(&byte);
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}

/// A result for other programs.
pub(super) fn write_json(value: &serde_json::Value, terminal: &mut Terminal<'_>) -> Done<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    Ok(writeln!(terminal.output, "{text}")?)
}
