//! The words after `renkei check`.

use clap::{Args, ValueEnum};
use standard::Date;
use std::path::PathBuf;
use thiserror::Error;

/// What is to be checked, and how the result is shown.
#[derive(Debug, Args)]
#[command(override_help = super::HELP)]
pub(crate) struct Arguments {
    /// Files and folders; `-` is standard input.
    pub(super) paths: Vec<PathBuf>,
    #[arg(short, long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    #[arg(long, value_parser = day)]
    pub(super) as_of: Option<Date>,
    #[arg(long)]
    pub(super) name: Option<String>,
    #[arg(long)]
    pub(super) explain: Option<String>,
    #[arg(long)]
    pub(super) list_rules: bool,
    #[arg(long, value_enum, default_value_t = Language::Ja)]
    pub(super) lang: Language,
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(super) color: Colour,
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// For whom the result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    Ja,
    En,
}

impl From<Language> for standard::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// Why a text is no day.
#[derive(Debug, Error)]
#[error("日付は 2025-04-25 の形で、実際にある日を書いてください。")]
pub(crate) struct DayError;

fn day(text: &str) -> Result<Date, DayError> {
    let bytes = text.as_bytes();
    let digits = match bytes {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => [*y1, *y2, *y3, *y4, *m1, *m2, *d1, *d2],
        _ => <[u8; 8]>::try_from(bytes).map_err(|_| DayError)?,
    };
    Date::parse(&digits).ok_or(DayError)
}
