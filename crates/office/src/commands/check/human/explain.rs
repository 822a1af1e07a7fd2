//! `--explain RULE`: what a rule means, why it exists, and what to do.

use super::manner::Manner;
use super::style::Styles;
use super::width;
use standard::data::{Ambiguity, standard};
use standard::finding::Text;
use standard::{Lang, Rule, rules};
use std::io::{self, Write};

/// Explains the rule with this id or slug. When there is none, gives the nearest ones.
pub(in crate::commands::check) fn explain(
    out: &mut dyn Write,
    asked: &str,
    lang: Lang,
    columns: usize,
    colour: bool,
) -> io::Result<Result<(), Vec<&'static Rule>>> {
    let slug = |rule: &&Rule| rule.slug.eq_ignore_ascii_case(asked);
    let Some(rule) = rules::by_id(asked).or_else(|| rules::all().find(slug)) else {
        return Ok(Err(nearest(asked)));
    };
    let manner = Manner { lang, columns, styles: Styles::new(colour) };
    let ((word, style), strong) = (manner.severity(rule.severity), manner.styles.strong);
    writeln!(out, "{style}{word}[{}]{style:#} {strong}{}{strong:#}\n", rule.id, rule.title.get(lang))?;
    let labels = match lang {
        Lang::Ja => ["何が: ", "なぜ: ", "直し方: ", "出所: ", "別名: "],
        Lang::En => ["what: ", "why: ", "do: ", "source: ", "name: "],
    };
    let texts = [
        general(rule.message, lang),
        general(rule.why, lang),
        general(rule.cure, lang),
        rule.source.to_owned(),
        rule.slug.to_owned(),
    ];
    for (label, text) in labels.into_iter().zip(&texts) {
        paragraph(out, label, text, columns)?;
    }
    let known = standard().ambiguities.iter().filter(|known| rule.ambiguities.contains(&known.number));
    for (number, ambiguity) in known.enumerate() {
        if number == 0 {
            let heading = match lang {
                Lang::Ja => "標準仕様の読み方が分かれるところ:",
                Lang::En => "Where the standard can be read in two ways (in Japanese):",
            };
            writeln!(out, "\n{strong}{heading}{strong:#}")?;
        }
        describe(out, ambiguity, columns)?;
    }
    Ok(Ok(()))
}

fn describe(out: &mut dyn Write, ambiguity: &Ambiguity, columns: usize) -> io::Result<()> {
    paragraph(out, &format!("  A{:03} ", ambiguity.number), ambiguity.topic, columns)?;
    paragraph(out, "    読み方: ", ambiguity.readings, columns)?;
    paragraph(out, "    この検査: ", ambiguity.safe_choice, columns)
}

fn paragraph(out: &mut dyn Write, label: &str, text: &str, columns: usize) -> io::Result<()> {
    let indent = width::of(label);
    for (number, line) in width::wrap(text, columns.saturating_sub(indent)).iter().enumerate() {
        if number == 0 {
            writeln!(out, "{label}{line}")?;
        } else {
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// A text without the facts of a case.
fn general(text: Text, lang: Lang) -> String {
    text.fill(lang, |name| {
        let (ja, en) = match name {
            "field" => ("その項目", "the field"),
            "file" => ("ファイル名", "FILE"),
            "value" => ("値", "VALUE"),
            "suggestion" => ("正しい書き方", "the right form"),
            "kind" => ("ファイルの種類", "KIND"),
            "name" => ("名前", "NAME"),
            _ => ("○", "N"),
        };
        Some(if lang == Lang::Ja { ja } else { en })
    })
}

/// The rules whose ids or slugs are most like a text.
fn nearest(asked: &str) -> Vec<&'static Rule> {
    let asked = asked.trim().to_ascii_lowercase();
    let mut known: Vec<(usize, &Rule)> = rules::all().map(|rule| (likeness(rule, &asked), rule)).collect();
    known.sort_by_key(|(distance, rule)| (*distance, rule.id));
    known.into_iter().take(3).map(|(_, rule)| rule).collect()
}

fn likeness(rule: &Rule, asked: &str) -> usize {
    let digits = |text: &str| text.trim_start_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().ok();
    match (digits(asked), digits(rule.id)) {
        (Some(asked), Some(id)) => asked.abs_diff(id),
        _ if rule.slug.contains(asked) => 0,
        _ => 1 + asked.split('-').filter(|word| !rule.slug.contains(word)).count(),
    }
}
