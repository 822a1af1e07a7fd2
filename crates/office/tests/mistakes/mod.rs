//! Forty realistic mistakes, each shown as its one cause: what a person, a program and a SARIF reader get.

mod files;
mod table;

use crate::forms;
use crate::run::{renkei, samples};
use files::Files;
use std::collections::BTreeSet;
use std::path::Path;
use table::{MISTAKES, Mistake};

#[test]
fn each_mistake_is_one_cause() {
    let mut wrong = Vec::new();
    for mistake in MISTAKES {
        let folder = spoil(mistake);
        let result = forms::json(folder.path());
        let before = forms::rules(&forms::json(&samples().join(mistake.sample)));
        let rules: BTreeSet<_> = forms::rules(&result).difference(&before).cloned().collect();
        let expected = (mistake.severity.to_owned(), mistake.rule.to_owned());
        if rules != BTreeSet::from([expected]) {
            wrong.push(format!("{}: expected {}, got {rules:?}", mistake.name, mistake.rule));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn there_are_forty_with_names_of_their_own() {
    let names: BTreeSet<&str> = MISTAKES.iter().map(|mistake| mistake.name).collect();
    assert_eq!(names.len(), MISTAKES.len());
    assert!(MISTAKES.len() >= 40, "{}", MISTAKES.len());
}

#[test]
fn each_mistake_in_all_three_formats() {
    for mistake in MISTAKES {
        let folder = spoil(mistake);
        let shown = |format: &str| {
            let path = folder.path().to_str().unwrap();
            let ran = renkei(&["check", "--as-of", "2025-06-10", "--format", format, path]);
            assert_eq!(ran.errors, "", "{}", mistake.name);
            masked(&ran.output, folder.path())
        };
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (format, end) in [("human", "txt"), ("json", "json"), ("sarif", "sarif")] {
                insta::assert_snapshot!(format!("{}.{end}", mistake.name), shown(format));
            }
        });
    }
}

/// A folder with a sample set and the mistake in it.
fn spoil(mistake: &Mistake) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Files::of(mistake.sample);
    (mistake.change)(&mut files);
    files.write(folder.path());
    folder
}

/// The path of the folder as it would be anywhere.
fn masked(output: &str, folder: &Path) -> String {
    let path = folder.to_str().unwrap();
    output.replace(&format!("file://{path}"), "out").replace(path, "out")
}
