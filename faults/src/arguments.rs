//! What is to be run.

use crate::kinds::{KINDS, Kind};
use std::path::PathBuf;

/// The command line.
pub(crate) struct Arguments {
    pub(crate) kinds: Vec<&'static Kind>,
    pub(crate) long: bool,
    pub(crate) seed: Option<u64>,
    pub(crate) no_controls: bool,
    pub(crate) rounds: Option<usize>,
    /// The built programs.
    pub(crate) programs: PathBuf,
    /// Where everything is put.
    pub(crate) folder: PathBuf,
}

/// What the command understands.
pub(crate) fn usage() -> String {
    let kinds = KINDS.iter().map(|kind| format!("  {:<10} {:<8} {}", kind.name, kind.proves, kind.about));
    format!(
        "faults --programs DIR --folder DIR [KIND…] [--long] [--seed N] [--rounds N] [--no-controls]\n{}",
        kinds.collect::<Vec<_>>().join("\n")
    )
}

impl Arguments {
    pub(crate) fn parse(given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut given = given;
        let (mut kinds, mut long, mut seed, mut no_controls, mut rounds) = (Vec::new(), false, None, false, None);
        let (mut programs, mut folder) = (None, None);
        while let Some(argument) = given.next() {
            let mut number = || given.next().and_then(|text| text.parse().ok()).ok_or_else(usage);
            match argument.as_str() {
                "--long" => long = true,
                "--no-controls" => no_controls = true,
                "--seed" => seed = Some(number()?),
                "--rounds" => rounds = usize::try_from(number()?).ok(),
                "--programs" => programs = given.next().map(PathBuf::from),
                "--folder" => folder = given.next().map(PathBuf::from),
                name => kinds.push(KINDS.iter().find(|kind| kind.name == name).ok_or_else(usage)?),
            }
        }
        if kinds.is_empty() {
            kinds = KINDS.iter().filter(|kind| long || kind.short > 0).collect();
        }
        let (programs, folder) = (programs.ok_or_else(usage)?, folder.ok_or_else(usage)?);
        Ok(Self { kinds, long, seed, no_controls, rounds, programs, folder })
    }
}
