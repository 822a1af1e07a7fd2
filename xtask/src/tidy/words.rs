//! Names of folders, left-overs, and tests that do not test.

use super::Source;

/// Folders and files that would become drawers.
const DRAWERS: [&str; 6] = ["util", "utils", "helpers", "common", "manager", "misc"];

/// This file holds the words it looks for.
const ITSELF: &str = "xtask/src/tidy/words.rs";

pub(super) fn check(source: &Source) -> Vec<String> {
    let path = source.path.display().to_string();
    let mut breaches = Vec::new();
    for part in source.path.components() {
        let name = part.as_os_str().to_string_lossy();
        let stem = name.strip_suffix(".rs").unwrap_or(&name);
        if DRAWERS.contains(&stem) {
            breaches.push(format!("{path}: «{stem}» says nothing; name the folder after what it can do"));
        }
    }
    if path != ITSELF {
        breaches.extend(source.text.lines().enumerate().filter_map(|(index, line)| {
            let (word, reason) = FORBIDDEN.iter().find(|(word, _)| line.contains(word))?;
            Some(format!("{path}:{}: «{word}»: {reason}", index + 1))
        }));
    }
    breaches
}

/// Words that must not stand in any text of the project, with the reason.
const FORBIDDEN: &[(&str, &str)] = &[
    ("#[ignore", "a test that is not run proves nothing"),
    ("TODO", "do it, or say in the documents what is not done"),
    ("FIXME", "mend it"),
    ("/root/", "a path of one machine"),
    ("/work/", "a path of one machine"),
    ("nextest", "retries hide flakes; the tests run with cargo test"),
];
