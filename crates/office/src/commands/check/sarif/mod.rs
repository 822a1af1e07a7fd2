//! The result as SARIF 2.1.0, for tools that read it.

mod form;
mod uri;

use super::outcome::SetOutcome;
use super::writer::{Closing, Writer};
use form::{Artifact, Invocation, Log, Notification, Outcome, Report};
use standard::{Lang, Rule};
use std::io::{self, Write};
use std::sync::Arc;

/// Gathers the results and writes them at the end.
#[derive(Debug)]
pub(super) struct Sarif {
    lang: Lang,
    rules: Vec<&'static Rule>,
    artifacts: Vec<Artifact>,
    names: Vec<Arc<str>>,
    results: Vec<Outcome>,
    notifications: Vec<Notification>,
}

impl Sarif {
    pub(super) fn new(lang: Lang) -> Self {
        let (rules, artifacts, names) = (Vec::new(), Vec::new(), Vec::new());
        Self { lang, rules, artifacts, names, results: Vec::new(), notifications: Vec::new() }
    }

    fn rule_index(&mut self, rule: &'static Rule) -> usize {
        self.rules.iter().position(|known| known.id == rule.id).unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

impl Writer for Sarif {
    fn set(&mut self, _out: &mut dyn Write, set: &SetOutcome) -> io::Result<()> {
        for file in &set.files {
            self.names.push(file.shown.clone());
            self.artifacts.push(Artifact::of(file));
            if let Some(reason) = file.unreadable() {
                self.notifications.push(Notification::error(&file.shown, &reason.text(self.lang)));
            }
        }
        for finding in set.all_findings() {
            let rule = self.rule_index(finding.rule);
            let whereabouts = |document: &str| {
                let path = set.path_of(document);
                (path.to_owned(), self.names.iter().rposition(|name| &**name == path))
            };
            let result = Outcome::of(finding, rule, &whereabouts, self.lang);
            self.results.push(result);
        }
        Ok(())
    }

    fn close(&mut self, out: &mut dyn Write, closing: &Closing<'_>) -> io::Result<()> {
        let mut notifications = std::mem::take(&mut self.notifications);
        for trouble in &closing.gathered.troubles {
            let text = trouble.reason.text(self.lang);
            notifications.push(match trouble.reason.is_error() {
                true => Notification::error(&trouble.path, &text),
                false => Notification::warning(&trouble.path, &text),
            });
        }
        let invocation = Invocation::new(closing.exit, notifications);
        let rules = self.rules.iter().map(|rule| Report::of(rule, self.lang)).collect();
        let log = Log::new(rules, invocation, std::mem::take(&mut self.artifacts), std::mem::take(&mut self.results));
        serde_json::to_writer_pretty(&mut *out, &log)?;
        writeln!(out)
    }
}
