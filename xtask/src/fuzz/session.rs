//! One target over all its turns: what it used, what it did, what it found.

use super::cpu;
use super::targets::Target;
use crate::run::{program, root};
use std::fmt;
use std::path::{Path, PathBuf};

/// A target and its figures.
pub(crate) struct Session {
    target: &'static Target,
    folder: PathBuf,
    /// Processor time so far, in seconds.
    pub(crate) seconds: f64,
    turns: u64,
    executions: u64,
    /// Turns that ended with an input that fails.
    pub(crate) findings: usize,
}

impl Session {
    /// Makes the folders of a target.
    pub(crate) fn open(target: &'static Target) -> Result<Self, String> {
        let folder = root().join("target/fuzz");
        for part in ["corpus", "findings"] {
            let path = folder.join(part).join(target.name);
            std::fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let mut session = Self { target, folder, seconds: 0.0, turns: 0, executions: 0, findings: 0 };
        if let Ok(text) = std::fs::read_to_string(session.so_far()) {
            session.take_up(&text);
        }
        Ok(session)
    }

    /// What the turns of all runs come to; runs add up until `target` is thrown away.
    fn so_far(&self) -> PathBuf {
        self.folder.join("findings").join(self.target.name).join("so-far.txt")
    }

    fn take_up(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        let mut next = || words.next();
        if let (Some(seconds), Some(turns), Some(executions)) = (next(), next(), next()) {
            self.seconds = seconds.parse().unwrap_or(0.0);
            self.turns = turns.parse().unwrap_or(0);
            self.executions = executions.parse().unwrap_or(0);
        }
    }

    /// Runs the target for some seconds by the clock.
    pub(crate) fn take_turn(&mut self, programs: &Path, seconds: u64) -> Result<(), String> {
        let name = self.target.name;
        let at = |part: &str| self.folder.join(part).join(name);
        let fuzz = root().join("fuzz");
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let arguments = [
            text(&programs.join(name)),
            text(&at("corpus")),
            text(&fuzz.join("corpus").join(name)),
            format!("-dict={}", text(&fuzz.join("dict").join(self.target.words))),
            format!("-artifact_prefix={}/", text(&at("findings"))),
            format!("-max_len={}", self.target.longest),
            format!("-max_total_time={seconds}"),
            // Every second turn also follows the operands of comparisons.
            format!("-use_value_profile={}", self.turns % 2),
            "-timeout=25".to_owned(),
            // A busy machine makes any input slow; what is slow by itself is caught by the line above.
            "-report_slow_units=25".to_owned(),
            "-rss_limit_mb=1500".to_owned(),
            "-print_final_stats=1".to_owned(),
            "-reload=0".to_owned(),
        ];
        let before = cpu::of_ended_programs()?;
        let arguments: Vec<&str> = ["-n", "19"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
        let mut command = program("nice", &arguments);
        // It takes a constant of SQLite's C code for one that is defined twice; the readers are what is looked at.
        command.env("ASAN_OPTIONS", "detect_odr_violation=0");
        let output = command.output().map_err(|error| format!("nice: {error}"))?;
        self.seconds += cpu::of_ended_programs()? - before;
        let said = String::from_utf8_lossy(&output.stderr);
        self.executions += executions(&said);
        self.turns += 1;
        if !output.status.success() {
            self.findings += 1;
            let last: Vec<&str> = said.lines().rev().take(40).collect();
            last.into_iter().rev().for_each(|line| println!("{line}"));
        }
        let (file, text) = (self.so_far(), format!("{} {} {}\n", self.seconds, self.turns, self.executions));
        std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// What libFuzzer states at its end, or the last number it counted before a failure.
fn executions(said: &str) -> u64 {
    let stated =
        said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok());
    let counted =
        || said.lines().rev().find_map(|line| line.strip_prefix('#')?.split_whitespace().next()?.parse().ok());
    stated.or_else(counted).unwrap_or(0)
}

impl fmt::Display for Session {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.folder.join("corpus").join(self.target.name).read_dir().map_or(0, Iterator::count);
        let Self { target, seconds, executions, findings, .. } = self;
        write!(
            out,
            "{:<12} {:>7.2} core minutes  {executions:>12} executions  {kept:>6} kept  {findings} findings",
            target.name,
            seconds / 60.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::executions;

    #[test]
    fn executions_are_read_from_either_place() {
        assert_eq!(executions("#2\tINITED\nstat::number_of_executed_units: 2147\nx"), 2147);
        assert_eq!(executions("#2\tINITED\n#77 NEW cov: 1\n==1== ERROR"), 77);
        assert_eq!(executions(""), 0);
    }
}
