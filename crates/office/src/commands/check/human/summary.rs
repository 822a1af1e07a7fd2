//! The summary of each set, and the closing line over all.

use super::manner::Manner;
use super::width;
use crate::commands::check::cause;
use crate::commands::check::outcome::{Content, FileOutcome, SetOutcome, Totals};
use crate::commands::check::writer::Closing;
use standard::check::{AttachmentKind, DocumentReport};
use standard::types::Serial;
use standard::{Lang, TargetMonth};
use std::io::{self, Write};

/// So many left-out files are named.
const NAMED: usize = 5;

/// The block under the findings of a set.
pub(super) fn of_set(manner: &Manner, out: &mut dyn Write, set: &SetOutcome) -> io::Result<()> {
    let (strong, lang) = (manner.styles.strong, manner.lang);
    writeln!(out, "{strong}{}{strong:#}", headline(set, lang))?;
    if let Some(combination) = set.together.as_ref().and_then(|report| report.combination) {
        let (id, domain, directions) = (combination.id, combination.domain, combination.directions.join("、"));
        match lang {
            Lang::Ja => writeln!(out, "  組み合わせ {id}（{domain}、{directions}）")?,
            Lang::En => writeln!(out, "  combination {id} ({domain}, {directions})")?,
        }
    }
    let titles: Vec<&str> = set.files.iter().map(|file| title(file, lang)).collect();
    let columns = titles.iter().map(|title| width::of(title)).max().unwrap_or(0);
    for (file, title) in set.files.iter().zip(titles) {
        writeln!(out, "  {}  {}{}", width::pad(title, columns), file.file_name(), state(file, lang))?;
    }
    writeln!(out, "  {}\n", verdict(manner, set))
}

/// One line for a set.
pub(super) fn in_one_line(manner: &Manner, out: &mut dyn Write, set: &SetOutcome) -> io::Result<()> {
    writeln!(out, "{}: {}", headline(set, manner.lang), verdict(manner, set))
}

/// `1370000001 → 1370000002  連番 2025年4月25日 10:20:00  2025年5月分`
fn headline(set: &SetOutcome, lang: Lang) -> String {
    let Some(key) = set.key else {
        let names: Vec<&str> = set.files.iter().map(FileOutcome::file_name).take(1).collect();
        let (first, more) = (names.first().copied().unwrap_or_default(), set.files.len().saturating_sub(1));
        return match (lang, more) {
            (Lang::Ja, 0) => format!("送信単位のわからないファイル {first}"),
            (Lang::Ja, _) => format!("送信単位のわからないファイル {first} ほか {more} 件"),
            (Lang::En, 0) => format!("file that belongs to no set: {first}"),
            (Lang::En, _) => format!("files that belong to no set: {first} and {more} more"),
        };
    };
    let (sender, receiver, serial) = (key.sender, key.receiver, instant(key.serial, lang));
    let month = set.month().map(|month| in_words(month, lang)).unwrap_or_default();
    match lang {
        Lang::Ja => format!("{sender} → {receiver}  連番 {serial}{month}"),
        Lang::En => format!("{sender} → {receiver}  serial {serial}{month}"),
    }
}

/// A serial as an instant, or its digits when they are none.
fn instant(serial: Serial, lang: Lang) -> String {
    let text = serial.as_str();
    let time = |at: usize| text.get(at..at + 2).unwrap_or_default();
    match serial.date().filter(|_| serial.is_timestamp()) {
        None => text.to_owned(),
        Some(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let clock = format!("{}:{}:{}", time(8), time(10), time(12));
            match lang {
                Lang::Ja => format!("{year}年{month}月{day}日 {clock}"),
                Lang::En => format!("{year}-{month:02}-{day:02} {clock}"),
            }
        }
    }
}

fn in_words(month: TargetMonth, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("  {}年{}月分", month.year(), month.month()),
        Lang::En => format!("  {}-{:02}", month.year(), month.month()),
    }
}

fn title(file: &FileOutcome, lang: Lang) -> &'static str {
    if let (Content::Attachment(report), None) = (&file.content, file.kind()) {
        return match (report.kind, lang) {
            (Some(AttachmentKind::Pdf), Lang::Ja) => "添付（PDF）",
            (Some(AttachmentKind::Jpeg { .. }), Lang::Ja) => "添付（JPEG）",
            (None, Lang::Ja) => "添付",
            (Some(AttachmentKind::Pdf), Lang::En) => "attachment (PDF)",
            (Some(AttachmentKind::Jpeg { .. }), Lang::En) => "attachment (JPEG)",
            (None, Lang::En) => "attachment",
        };
    }
    match (file.kind(), lang) {
        (Some(kind), Lang::Ja) => kind.title(),
        (Some(kind), Lang::En) => kind.prefix(),
        (None, Lang::Ja) => "種類のわからないファイル",
        (None, Lang::En) => "unknown kind",
    }
}

/// What stands behind the name of a file.
fn state(file: &FileOutcome, lang: Lang) -> String {
    if let Some(reason) = file.unreadable() {
        return format!("  {}", reason.text(lang));
    }
    let (errors, warnings) = file.counts();
    let records = file.report().map_or(0, |report: &DocumentReport| report.records);
    let mut text = match (lang, records) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("  {records}件"),
        (Lang::En, _) => format!("  {records} records"),
    };
    text.push_str(&match (errors, warnings) {
        (0, 0) => String::new(),
        _ => format!("  {}", counted(errors, warnings, lang)),
    });
    text
}

/// `誤り 2、注意 1`
fn counted(errors: u64, warnings: u64, lang: Lang) -> String {
    let (error, warning, between) = match lang {
        Lang::Ja => ("誤り", "注意", "、"),
        Lang::En => ("errors", "warnings", ", "),
    };
    match (errors, warnings) {
        (0, _) => format!("{warning} {warnings}"),
        (_, 0) => format!("{error} {errors}"),
        _ => format!("{error} {errors}{between}{warning} {warnings}"),
    }
}

/// Whether the set can be sent, and what to mend first.
fn verdict(manner: &Manner, set: &SetOutcome) -> String {
    let (lang, styles, totals) = (manner.lang, manner.styles, set.totals());
    if totals.errors == 0 && totals.unreadable == 0 {
        let (style, ja, en) = match (set.key.is_some(), totals.warnings) {
            (false, _) => (
                styles.warning,
                "どの送信単位に入れるか決められません。送信単位ごとにフォルダーを分けてください",
                "belongs to no set: use one folder for each set",
            ),
            (true, 0) => (styles.good, "送信できます", "can be sent"),
            (true, _) => (styles.warning, "注意があります。送信できます", "has warnings, can be sent"),
        };
        let said = if lang == Lang::Ja { ja } else { en };
        let count = match totals.warnings {
            0 => String::new(),
            warnings if lang == Lang::Ja => format!("（{}）", counted(0, warnings, lang)),
            warnings => format!(" ({})", counted(0, warnings, lang)),
        };
        return format!("{style}{said}{style:#}{count}");
    }
    let style = styles.error;
    let count = if totals.errors > 0 { counted(totals.errors, totals.warnings, lang) } else { unread(&totals, lang) };
    let first = cause::first(set).map(|finding| {
        let (title, id) = (finding.rule.title.get(lang), finding.rule.id);
        match lang {
            Lang::Ja => format!("。まず「{title}」［{id}］を直してください"),
            Lang::En => format!(". Mend first: {title} [{id}]"),
        }
    });
    match lang {
        Lang::Ja => format!("{style}送信できません{style:#}（{count}）{}", first.unwrap_or_default()),
        Lang::En => format!("{style}cannot be sent{style:#} ({count}){}", first.unwrap_or_default()),
    }
}

fn unread(totals: &Totals, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("読めないファイル {}", totals.unreadable),
        Lang::En => format!("unreadable files {}", totals.unreadable),
    }
}

/// What was left out, and one line over all sets.
pub(super) fn of_all(manner: &Manner, out: &mut dyn Write, closing: &Closing<'_>, quiet: bool) -> io::Result<()> {
    let (lang, gathered, totals) = (manner.lang, closing.gathered, closing.totals);
    for trouble in &gathered.troubles {
        let (word, style) = match trouble.reason.is_error() {
            true => manner.severity(standard::Severity::Error),
            false if quiet => continue,
            false => manner.severity(standard::Severity::Warning),
        };
        writeln!(out, "{style}{word}{style:#} {}: {}", trouble.path, trouble.reason.text(lang))?;
    }
    if !quiet {
        left_out(out, closing, lang)?;
    }
    if totals.files == 0 {
        return Ok(());
    }
    let held = totals.sets - totals.sendable;
    let count = counted(totals.errors, totals.warnings, lang);
    let count = if totals.errors + totals.warnings == 0 { String::new() } else { count };
    let unread = if totals.unreadable == 0 { String::new() } else { unread(&totals, lang) };
    let rest: Vec<String> = [unread, count].into_iter().filter(|text| !text.is_empty()).collect();
    let (sets, files, sendable) = (totals.sets, totals.files, totals.sendable);
    match lang {
        Lang::Ja => {
            let rest = if rest.is_empty() { "指摘はありません".to_owned() } else { rest.join("、") };
            writeln!(
                out,
                "全部で: 送信単位 {sets}（送信できます {sendable}、送信できません {held}）、ファイル {files}、{rest}"
            )
        }
        Lang::En => {
            let rest = if rest.is_empty() { "no findings".to_owned() } else { rest.join(", ") };
            writeln!(out, "in all: sets {sets} (can be sent {sendable}, cannot {held}), files {files}, {rest}")
        }
    }
}

fn left_out(out: &mut dyn Write, closing: &Closing<'_>, lang: Lang) -> io::Result<()> {
    let (hidden, others) = (closing.gathered.hidden, &closing.gathered.others);
    if !others.is_empty() {
        let mut names: Vec<&str> = others.iter().take(NAMED).map(String::as_str).collect();
        names.extend((others.len() > NAMED).then_some("…"));
        let (count, names) = (others.len(), names.join(", "));
        match lang {
            Lang::Ja => writeln!(out, "ケアプランデータではないファイル {count} 件は調べていません: {names}")?,
            Lang::En => writeln!(out, "{count} files that are no care-plan data were left out: {names}")?,
        }
    }
    match (hidden, lang) {
        (0, _) => Ok(()),
        (_, Lang::Ja) => writeln!(out, "隠しファイルなど {hidden} 件は調べていません。"),
        (_, Lang::En) => writeln!(out, "{hidden} hidden or system files were left out."),
    }
}
