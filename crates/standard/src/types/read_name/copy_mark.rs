//! What a browser or Explorer puts around the name of a second copy.

use super::super::document_name::is_digits;

/// The mark behind a stem: `(1)`, `[1]`, ` - コピー`, ` - コピー (2)`, ` - Copy`, ` copy 2`, also several.
pub(super) fn suffix(stem: &str) -> Option<&str> {
    let mut end = stem.len();
    while let Some(shorter) = stem.get(..end).and_then(without_one) {
        end = shorter;
    }
    stem.get(end..).filter(|mark| !mark.is_empty())
}

/// The mark before a stem: `コピー ~ `, `コピー (2) ~ `, `Copy of `.
pub(super) fn prefix(stem: &str) -> Option<&str> {
    let rest = stem.strip_prefix("コピー").or_else(|| stem.strip_prefix("Copy"))?;
    let rest = rest.trim_start();
    let numbered = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(n, _)| is_digits(n));
    let rest = numbered.map_or(rest, |(_, rest)| rest).trim_start();
    let rest = rest.strip_prefix('~').or_else(|| rest.strip_prefix("of "))?.trim_start();
    stem.get(..stem.len() - rest.len())
}

/// Length without one mark at the end, if there is one.
fn without_one(text: &str) -> Option<usize> {
    let trimmed = text.trim_end();
    let number = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let worded = |text: &str| {
        let rest = ["コピー", "Copy", "copy"].into_iter().find_map(|word| text.trim_end().strip_suffix(word))?;
        let rest = rest.strip_suffix('の').unwrap_or(rest);
        Some(rest.trim_end().trim_end_matches(['-', '_']).trim_end().len())
    };
    bracketed(trimmed).or_else(|| worded(trimmed)).or_else(|| worded(number).filter(|_| number != trimmed))
}

fn bracketed(text: &str) -> Option<usize> {
    [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (head, number) = text.strip_suffix(close)?.rsplit_once(open)?;
        is_digits(number).then(|| head.trim_end().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found() {
        for mark in
            ["(1)", " (12)", "[1]", " - コピー", " - コピー (2)", "のコピー 2", " - Copy", " copy 2", " (1) (2)"]
        {
            assert_eq!(suffix(&format!("20250425102000{mark}")), Some(mark), "{mark}");
        }
        for stem in ["20250425102000", "20250425102000_2", "(a)", "2025(04", "複写"] {
            assert_eq!(suffix(stem), None, "{stem}");
        }
        for mark in ["コピー ~ ", "コピー (2) ~ ", "Copy of ", "Copy (3) of "] {
            assert_eq!(prefix(&format!("{mark}UPPLAN")), Some(mark), "{mark}");
        }
        assert_eq!(prefix("コピー機の写真"), None);
    }
}
