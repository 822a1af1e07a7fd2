//! `cargo xtask requirements`: the table of security and reliability requirements and the tests that prove them, written
//! from the names of the tests (`s14_…`, `r9_…`) and the kinds of faults; `tidy` refuses one that is out of date.

use crate::run::root;
use crate::tidy::sources::{self, Source};
use std::collections::BTreeMap;

/// Where the table stands.
const PAGE: &str = "docs/requirements.md";

const HEAD: &str = "\
# Requirements and the tests that prove them

Written by `cargo xtask requirements` from the names of the tests; `cargo xtask tidy` refuses it when it is out of date. A
test carries the ids of the requirements that it proves: `s` security, `r` reliability. A kind of fault (`cargo xtask faults
KIND`) says them in its row. What stands in no row here has no test yet.

| id | tests |
| --- | --- |
";

/// Writes the table.
pub(crate) fn write() -> Result<(), String> {
    let page = page(&sources::read(&root())?);
    std::fs::write(root().join(PAGE), page).map_err(|error| format!("{PAGE}: {error}"))
}

/// Says when the table is out of date.
pub(crate) fn check(sources: &[Source]) -> Option<String> {
    let standing = sources.iter().find(|source| source.path.to_string_lossy() == PAGE);
    let is_true = standing.is_some_and(|source| source.text == page(sources));
    (!is_true).then(|| format!("{PAGE}: out of date; run `cargo xtask requirements`"))
}

fn page(sources: &[Source]) -> String {
    let mut tests: BTreeMap<(char, u32), Vec<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let path = source.path.to_string_lossy();
        let names = source.text.lines().filter_map(test_name);
        for name in names {
            for id in ids(name) {
                tests.entry(id).or_default().push(format!("`{name}` ({path})"));
            }
        }
        for id in proved(&source.text) {
            let kind = source.path.file_stem().unwrap_or_default().to_string_lossy();
            tests.entry(id).or_default().push(format!("`cargo xtask faults {kind}` ({path})"));
        }
    }
    let rows = tests
        .into_iter()
        .map(|((kind, number), tests)| format!("| {}{number} | {} |\n", kind.to_ascii_uppercase(), tests.join("<br>")));
    HEAD.to_owned() + &rows.collect::<String>()
}

/// The ids that a kind of fault proves: `proves: "R4, R5",`.
fn proved(text: &str) -> impl Iterator<Item = (char, u32)> {
    let said = text.lines().filter_map(|line| line.trim_start().strip_prefix("proves: \"")?.strip_suffix("\","));
    said.flat_map(|said| said.split(", ")).filter_map(|id| Some(('r', id.strip_prefix('R')?.parse().ok()?)))
}

/// The name of a function whose line says that it proves requirements.
fn test_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let name = line.strip_prefix("fn ").or_else(|| line.strip_prefix("async fn "))?;
    let name = name.split(['(', '<']).next()?;
    ids(name).next().map(|_| name)
}

/// The ids at the beginning of a name: `s5_s6_…` has two.
fn ids(name: &str) -> impl Iterator<Item = (char, u32)> {
    name.split('_').map_while(|word| {
        let mut letters = word.chars();
        let kind = letters.next().filter(|kind| matches!(kind, 's' | 'r'))?;
        Some((kind, letters.as_str().parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::{ids, proved};

    #[test]
    fn ids_stand_at_the_beginning_of_a_name() {
        assert_eq!(ids("s5_s6_revoked").collect::<Vec<_>>(), [('s', 5), ('s', 6)]);
        assert_eq!(ids("r24_limits").collect::<Vec<_>>(), [('r', 24)]);
        assert_eq!(ids("samples_have_no_error").count(), 0);
        assert_eq!(ids("record_s5").count(), 0);
    }

    #[test]
    fn a_kind_of_fault_says_what_it_proves() {
        let text = "    name: \"errors\",\n    proves: \"R4, R5\",\n    about: \"R9\",\n";
        assert_eq!(proved(text).collect::<Vec<_>>(), [('r', 4), ('r', 5)]);
    }
}
