//! Each of the 154 ambiguities is answered: by a rule, by a reading that a test proves, or by why no file shows it.

mod accepted;

use crate::pages::{cell, keep};
use standard::data::{Ambiguity, Answer, How, standard};
use standard::{Rule, rules};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

fn rules_for(number: u16) -> Vec<&'static Rule> {
    rules::all().filter(|rule| rule.ambiguities.contains(&number)).collect()
}

fn answers_for(number: u16) -> Vec<&'static Answer> {
    standard().answers.iter().filter(|answer| answer.number == number).collect()
}

/// The names of all tests of this crate, from the source.
fn test_names() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests"), root.join("src")];
    let mut names = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                let after_mark =
                    text.split("#[test]").skip(1).filter_map(|part| part.split_once("fn ")?.1.split_once('('));
                names.extend(after_mark.map(|(name, _)| name.to_owned()));
            }
        }
    }
    names
}

#[test]
fn every_ambiguity_is_answered() {
    let is_open =
        |ambiguity: &&Ambiguity| rules_for(ambiguity.number).is_empty() && answers_for(ambiguity.number).is_empty();
    let open = standard().ambiguities.iter().filter(is_open);
    let open: Vec<String> = open.map(|a| format!("A{:03} {} — {}", a.number, a.topic, a.safe_choice)).collect();
    assert!(open.is_empty(), "{} are open:\n{}", open.len(), open.join("\n"));
}

#[test]
fn answers_are_in_order_and_say_why() {
    let answers = &standard().answers;
    assert!(answers.is_sorted_by(|one, next| one.number < next.number));
    for Answer { number, because, .. } in answers {
        assert!((1..=154).contains(number), "A{number:03}");
        assert!(because.len() > 20 && because.is_ascii() && because.ends_with('.'), "A{number:03}: «{because}»");
        assert!(because.starts_with(|c: char| c.is_ascii_uppercase()), "A{number:03}: «{because}»");
    }
}

#[test]
fn the_tests_that_prove_a_reading_exist() {
    let tests = test_names();
    for answer in &standard().answers {
        if let How::Tolerant { test } = answer.how {
            assert!(tests.contains(test), "A{:03}: no test {test}", answer.number);
        }
    }
}

/// A rule says that something deviates, so what no file shows cannot have one.
#[test]
fn what_a_rule_answers_is_checkable() {
    let not_checkable = standard().answers.iter().filter(|answer| answer.how == How::NotCheckable);
    let with_rules = not_checkable.filter(|answer| !rules_for(answer.number).is_empty());
    let both: Vec<String> = with_rules.map(|answer| format!("A{:03}", answer.number)).collect();
    assert!(both.is_empty(), "a rule answers {both:?}, which answers.tsv calls not checkable");
}

#[test]
fn ambiguities_page() {
    keep("ambiguities.md", &page());
}

fn page() -> String {
    let mut page = String::from(
        "# 読みが割れる点への答え\n\nEnglish: How each point that can be read in two ways is answered, made from the \
         code. Do not edit; `RENKEI_BLESS=1 cargo test -p standard ambiguities` writes this page.\n\n\
         - 規則: 検査が指摘します（[規則の一覧](rules.md)）。\n\
         - 寛容な読み: どの書き方も同じように読みます。名前はそれを確かめるテストです。\n\
         - 検査の対象外: ファイルを見ても分からない点です。\n",
    );
    let mut area = "";
    for ambiguity in &standard().ambiguities {
        if ambiguity.area != area {
            area = ambiguity.area;
            write!(page, "\n## {area}\n\n| 番号 | 点 | 安全な選び方 | 答え |\n| --- | --- | --- | --- |\n").unwrap();
        }
        let Ambiguity { number, topic, safe_choice, .. } = ambiguity;
        let anchor = format!("<a id=\"a{number:03}\"></a>A{number:03}");
        let (topic, choice) = (cell(topic), cell(safe_choice));
        writeln!(page, "| {anchor} | {topic} | {choice} | {} |", cell(&answer(*number))).unwrap();
    }
    page
}

fn answer(number: u16) -> String {
    let rules = rules_for(number).into_iter().map(|rule| format!("[{}](rules.md#{})", rule.id, rule.id.to_lowercase()));
    let rules = rules.collect::<Vec<_>>().join(" ");
    let rules = (!rules.is_empty()).then(|| format!("規則: {rules}"));
    let others = answers_for(number).into_iter().map(|answer| match answer.how {
        How::Tolerant { test } => format!("寛容な読み: `{test}`. {}", answer.because),
        How::NotCheckable => format!("検査の対象外: {}", answer.because),
    });
    rules.into_iter().chain(others).collect::<Vec<_>>().join("<br>")
}
