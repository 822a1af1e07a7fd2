//! Help, and what is said about words on the command line that cannot be understood.

use crate::{Exit, Terminal};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::{self, Write};

/// What `renkei` alone shows.
pub(super) const OVERVIEW: &str = include_str!("help.txt");

/// Shows the help that was asked for, or says in plain words what is not understood.
pub(super) fn answer(
    error: &clap::Error,
    args: &[OsString],
    terminal: &mut Terminal<'_>,
    exit: &mut Exit,
) -> io::Result<()> {
    match error.kind() {
        ErrorKind::DisplayHelp if wants_english(args) && wants_check(args) => {
            write!(terminal.output, "{}", super::check::HELP_EN)
        }
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => write!(terminal.output, "{}", error.render()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            *exit = Exit::Unusable;
            write!(terminal.errors, "{}", help_of(args).unwrap_or_else(|| OVERVIEW.to_owned()))
        }
        _ => {
            *exit = Exit::Unusable;
            writeln!(terminal.errors, "renkei: {}\n\n{}", explain(error), hint(args))
        }
    }
}

fn wants_check(args: &[OsString]) -> bool {
    args.iter().any(|arg| arg == "check")
}

fn wants_english(args: &[OsString]) -> bool {
    let pair = |pair: &[OsString]| matches!(pair, [name, value] if name == "--lang" && value == "en");
    args.iter().any(|arg| arg == "--lang=en") || args.windows(2).any(pair)
}

/// The help of the command that was meant.
fn help_of(args: &[OsString]) -> Option<String> {
    let mut line = <super::CommandLine as clap::CommandFactory>::command();
    let name = args.get(1)?.to_str()?;
    Some(line.find_subcommand_mut(name)?.render_help().to_string())
}

/// Where the command that was meant is explained.
fn hint(args: &[OsString]) -> String {
    let line = <super::CommandLine as clap::CommandFactory>::command();
    let known = |arg: &&OsString| line.get_subcommands().any(|one| arg.as_os_str() == one.get_name());
    match args.get(1).filter(known).map(|arg| arg.to_string_lossy()) {
        Some(command) if command != "check" => format!("くわしい説明: renkei {command} --help"),
        _ => "使い方: renkei check [指定]… PATH…    くわしい説明: renkei check --help".to_owned(),
    }
}

/// `--to` of `--to <TO>`, `番号` of `<番号>…`, `--message か --check` of a choice.
fn plainly(argument: &str) -> String {
    let choices = argument.split('|').map(|one| {
        let one = one.trim_start_matches('<').split([' ', '=']).next().unwrap_or_default();
        one.trim_end_matches("...").trim_end_matches('>').to_owned()
    });
    choices.collect::<Vec<_>>().join(" か ")
}

/// What is wrong with the words, in Japanese.
fn explain(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = plainly(&text(ContextKind::InvalidArg));
    let argument = argument.as_str();
    let value = text(ContextKind::InvalidValue);
    let valid = text(ContextKind::ValidValue);
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("「{argument}」という指定はありません。"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」という命令はありません。", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() && valid.is_empty() => {
            format!("「{argument}」のあとに値を書いてください。")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("「{argument}」のあとに値を書いてください。使えるのは {valid} です。")
        }
        ErrorKind::InvalidValue => {
            format!("「{argument}」に「{value}」は使えません。使えるのは {valid} です。")
        }
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("「{argument}」に「{value}」は使えません。{cause}")
        }
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            prior if plainly(&prior) == argument => {
                format!("「{argument}」は1回だけ指定してください。")
            }
            _ => format!("「{argument}」は、ほかの指定と一緒には使えません。"),
        },
        ErrorKind::MissingRequiredArgument => format!("「{argument}」も指定してください。"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("「{argument}」のあとに値を書いてください。")
        }
        ErrorKind::TooManyValues => format!("「{argument}」に値はつけられません。"),
        ErrorKind::InvalidUtf8 => "読み取れない文字がまじっています。".to_owned(),
        _ => "指定の書き方を読み取れません。".to_owned(),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = meant.into_iter().map(text).find(|text| !text.is_empty());
    match meant {
        Some(meant) => format!("{said}もしかして「{meant}」ですか。"),
        None => said,
    }
}
