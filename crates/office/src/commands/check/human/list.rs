//! `--list-rules`: every rule in one line.

use super::style::Styles;
use super::width;
use standard::{Lang, Severity, rules};
use std::io::{self, Write};

/// Writes the list.
pub(in crate::commands::check) fn list_rules(out: &mut dyn Write, lang: Lang, colour: bool) -> io::Result<()> {
    let styles = Styles::new(colour);
    let widest = rules::all().map(|rule| rule.slug.len()).max().unwrap_or(0);
    for rule in rules::all() {
        let (style, word) = match (rule.severity, lang) {
            (Severity::Error, Lang::Ja) => (styles.error, "誤り"),
            (Severity::Warning, Lang::Ja) => (styles.warning, "注意"),
            (Severity::Error, Lang::En) => (styles.error, "error  "),
            (Severity::Warning, Lang::En) => (styles.warning, "warning"),
        };
        let (id, slug) = (rule.id, width::pad(rule.slug, widest));
        writeln!(out, "{id}  {style}{word}{style:#}  {slug}  {}", rule.title.get(lang))?;
    }
    let count = rules::all().count();
    match lang {
        Lang::Ja => {
            writeln!(out, "\n全部で {count}。くわしくは renkei check --explain C0401 のように番号を指定してください。")
        }
        Lang::En => writeln!(out, "\n{count} in all. To read about one: renkei check --lang en --explain C0401"),
    }
}
