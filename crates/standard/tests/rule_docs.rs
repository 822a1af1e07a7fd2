//! Every rule is listed, numbered in its folder's range and well written; `docs/rules.md` says what the code says.

use crate::pages::{cell, keep};
use standard::finding::Text;
use standard::{Rule, Severity, rules};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The folders of the rules with the first two digits of their ids.
const FOLDERS: [(&str, &str, &str); 9] = [
    ("name", "C00", "ファイルの名前"),
    ("document", "C01", "ファイル全体"),
    ("structure", "C02", "文字・引用符・行"),
    ("shape", "C03", "項目の数・版・種類"),
    ("field", "C04", "1つの項目の値"),
    ("record", "C05", "1行の中の項目どうし"),
    ("across", "C06", "1つのファイルの行どうし"),
    ("set", "C07", "一緒に送るファイルどうし"),
    ("attachment", "C08", "添付（PDF・画像）"),
];

fn texts(rule: &Rule) -> [(&'static str, Text); 4] {
    [("title", rule.title), ("message", rule.message), ("why", rule.why), ("cure", rule.cure)]
}

/// Every source file of the rules with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
    for id in &ids {
        assert!(id.len() == 5 && id.starts_with('C') && id[1..].bytes().all(|b| b.is_ascii_digit()), "{id}");
        assert_eq!(rules::by_id(&id.to_ascii_lowercase()).map(|rule| rule.id), Some(*id));
    }
}

#[test]
fn slugs_are_unique_kebab_case() {
    let slugs: BTreeSet<&str> = rules::all().map(|rule| rule.slug).collect();
    assert_eq!(slugs.len(), rules::all().count());
    let is_plain = |slug: &str| slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    assert!(slugs.iter().all(|slug| is_plain(slug) && !slug.starts_with('-') && !slug.ends_with('-')), "{slugs:?}");
}

#[test]
fn every_rule_of_the_source_is_listed_in_its_folder() {
    let listed: BTreeSet<&str> = rules::all().map(|rule| rule.id).collect();
    let mut written = BTreeSet::new();
    for (path, text) in sources() {
        let folder = path.iter().next().unwrap().to_str().unwrap();
        for id in text.lines().filter_map(|line| line.trim().strip_prefix("id: \"")?.strip_suffix("\",")) {
            let range = FOLDERS.iter().find(|(name, ..)| *name == folder).unwrap_or_else(|| panic!("{path:?}"));
            assert!(id.starts_with(range.1), "{id} in {folder}/");
            assert!(written.insert(id.to_owned()), "{id} is used twice");
            assert!(text.lines().next().unwrap().contains(id), "the first line of {path:?} names {id}");
        }
    }
    assert_eq!(written.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
}

#[test]
fn texts_are_whole() {
    for rule in rules::all() {
        for (part, text) in texts(rule) {
            let place = format!("{} {part}", rule.id);
            assert!(!text.ja.trim().is_empty() && !text.en.trim().is_empty(), "{place}");
            assert_eq!((text.ja.trim(), text.en.trim()), (text.ja, text.en), "{place}");
            let said = without_facts(text.ja);
            for sentence in said.split('。').filter(|sentence| !sentence.trim().is_empty()) {
                assert!(!sentence.is_ascii(), "{place}: «{sentence}» is not Japanese");
            }
            assert!(!text.en.contains(['。', '、']), "{place}: «{}» is not English", text.en);
            for name in text.fact_names() {
                let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
                assert!(is_plain && !name.is_empty(), "{place}: {{{name}}}");
            }
            for language in [text.ja, text.en] {
                assert_eq!(language.matches('{').count(), language.matches('}').count(), "{place}");
            }
        }
        assert!(!rule.title.ja.contains('{') && !rule.title.en.contains('{'), "{}: a title has no facts", rule.id);
        assert!(!rule.source.is_empty(), "{}", rule.id);
        assert!(rule.ambiguities.iter().all(|number| (1..=154).contains(number)), "{}", rule.id);
    }
}

/// A message that a person reads ends as a sentence, politely.
#[test]
fn japanese_sentences_end_politely() {
    let polite = ["。", "！", "？", "」", "}"];
    for rule in rules::all() {
        for (part, text) in texts(rule).into_iter().skip(1) {
            assert!(polite.iter().any(|end| text.ja.ends_with(end)), "{} {part}: «{}»", rule.id, text.ja);
        }
    }
}

#[test]
fn rule_docs_page() {
    keep("rules.md", &page());
}

fn page() -> String {
    let mut page = String::from(
        "# 検査の規則\n\nEnglish: The rules of the check, made from the code. Do not edit; \
         `RENKEI_BLESS=1 cargo test -p standard rule_docs` writes this page.\n\n\
         「誤り」は送る前に直します。「注意」は意図のとおりに読めますが、直すと確かです。\n",
    );
    for (folder, range, about) in FOLDERS {
        let rules: Vec<&Rule> = rules::all().filter(|rule| rule.id.starts_with(range)).collect();
        if rules.is_empty() {
            continue;
        }
        write!(
            page,
            "\n## {range}xx {about} (`{folder}/`)\n\n| 番号 | 規則 | 重さ | 何が起きたか |\n| --- | --- | --- | --- |\n"
        )
        .unwrap();
        for rule in &rules {
            let (id, anchor, title) = (rule.id, rule.id.to_lowercase(), cell(rule.title.ja));
            writeln!(page, "| [{id}](#{anchor}) | `{}` | {} | {title} |", rule.slug, severity(rule)).unwrap();
        }
        rules.iter().for_each(|rule| section(rule, &mut page));
    }
    page
}

fn section(rule: &Rule, page: &mut String) {
    let ambiguities = rule.ambiguities.iter().map(|number| format!("[A{number:03}](ambiguities.md#a{number:03})"));
    let ambiguities = ambiguities.collect::<Vec<_>>().join(" ");
    let parts = [
        ("規則", format!("`{}`（{}）", rule.slug, severity(rule))),
        ("指摘の文", readable(rule.message.ja)),
        ("なぜ", readable(rule.why.ja)),
        ("どうするか", readable(rule.cure.ja)),
        ("出所", rule.source.to_owned()),
        ("読みが割れる点", if ambiguities.is_empty() { "なし".to_owned() } else { ambiguities }),
    ];
    write!(page, "\n### {}\n\n**{}** — {}\n\n", rule.id, rule.title.ja, rule.title.en).unwrap();
    parts.iter().for_each(|(label, text)| writeln!(page, "- {label}: {text}").unwrap());
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "誤り",
        Severity::Warning => "注意",
    }
}

/// A text without the places of its facts.
fn without_facts(text: &str) -> String {
    let parts = text.split('{').enumerate();
    parts
        .map(|(index, part)| if index == 0 { part } else { part.split_once('}').map_or(part, |(_, rest)| rest) })
        .collect()
}

/// A text with words in the places of its facts.
fn readable(text: &str) -> String {
    let words = [
        ("{file}", "（ファイル名）"),
        ("{field}", "（項目）"),
        ("{value}", "（値）"),
        ("{suggestion}", "（正しい書き方）"),
        ("{count}", "（数）"),
        ("{line}", "（行）"),
        ("{record}", "（件目）"),
    ];
    let mut text = words.iter().fold(text.to_owned(), |text, (fact, word)| text.replace(fact, word));
    while let Some((start, end)) = text.find('{').and_then(|start| Some((start, start + text[start..].find('}')?))) {
        text.replace_range(start..=end, "…");
    }
    text
}
