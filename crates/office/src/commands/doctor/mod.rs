//! `renkei doctor`: looks at everything that sending and receiving need, and says what to do.

use super::context::{AtHome, Done, wait_for};
use crate::examination::{Examined, Found, examine};
use crate::home::{Home, Settings};
use crate::refusal::Refusal;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Of which data folder.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    at: AtHome,
}

struct Examination<'a, 't> {
    terminal: &'a mut Terminal<'t>,
    exit: Exit,
}

impl Examination<'_, '_> {
    fn good(&mut self, subject: &str, text: &str) -> Done<()> {
        Ok(writeln!(self.terminal.output, "よい  {subject}: {text}")?)
    }

    fn bad(&mut self, subject: &str, refusal: &Refusal) -> Done<()> {
        self.exit = Exit::Errors;
        let text = refusal.to_string().replace('\n', "\n    ");
        Ok(writeln!(self.terminal.output, "要対処  {subject}: {text}")?)
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let home = arguments.at.find()?;
    let mut examination = Examination { terminal, exit: Exit::Clean };
    if folder(&home, &mut examination)? {
        match Workplace::open(home, surroundings) {
            Ok(workplace) => look(&workplace, &mut examination)?,
            Err(refusal) => examination.bad("鍵と記録", &refusal)?,
        }
    }
    let text = match examination.exit {
        Exit::Clean => "すべてよい状態です。",
        _ => "「要対処」のところを直してください。",
    };
    writeln!(examination.terminal.output, "{text}")?;
    Ok(examination.exit)
}

fn folder(home: &Home, examination: &mut Examination<'_, '_>) -> Done<bool> {
    match Settings::read(home) {
        Ok(settings) => {
            let text = format!("{}（事業所番号 {}）", home.folder().display(), settings.office);
            examination.good("データフォルダー", &text)?;
            Ok(true)
        }
        Err(error) => {
            examination.bad("データフォルダー", &Refusal::from(&error))?;
            Ok(false)
        }
    }
}

fn look(workplace: &Workplace, examination: &mut Examination<'_, '_>) -> Done<()> {
    for Examined { subject, found } in wait_for(async { Ok(examine(workplace).await?) })? {
        match found {
            Found::Good(text) => examination.good(subject, &text)?,
            Found::Soon(refusal) | Found::Bad(refusal) => examination.bad(subject, &refusal)?,
        }
    }
    Ok(())
}
