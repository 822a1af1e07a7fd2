//! Passwords that many people use and that are long enough to pass the other rules.

/// Beginnings that people lengthen with digits and marks.
const COMMON: [&str; 24] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "qwertyuiop",
    "qwerty",
    "1q2w3e4r",
    "1qaz2wsx",
    "asdfghjkl",
    "zaq12wsx",
    "iloveyou",
    "letmein",
    "welcome",
    "administrator",
    "admin",
    "changeme",
    "sakura",
    "doraemon",
    "pokemon",
    "baseball",
    "nippon",
    "japan",
    "arigatou",
    "happy",
    "abcdefgh",
];

/// True for a password, in lower case, that is easily guessed: a run of digits or letters, one sign again and again, or
/// a well-known word that was lengthened.
pub(crate) fn is_common(lower: &str) -> bool {
    let signs: Vec<char> = lower.chars().collect();
    let mut kinds = signs.clone();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() <= 3 || is_run(&signs) {
        return true;
    }
    let rest = COMMON.iter().fold(lower.to_owned(), |rest, word| rest.replace(word, ""));
    rest.len() < lower.len() && rest.chars().filter(|sign| sign.is_alphabetic()).count() < 4
}

/// Mostly neighbours: `123456789012`, `abcdefghijkl`.
fn is_run(signs: &[char]) -> bool {
    let steps = signs.iter().zip(signs.iter().skip(1));
    let near = steps.filter(|(one, next)| u32::from(**one).abs_diff(u32::from(**next)) <= 1).count();
    near * 10 >= signs.len().saturating_sub(1) * 8
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn s20_what_many_people_use_is_told() {
        for word in ["password1234", "aaaaaaaaaaaa", "123456789012", "abcdefghijkl", "qwerty123456", "sakura20250401"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["correct horse battery", "三毛猫が縁側で昼寝をする", "mq7k-w2vt-9hxp-c4rd"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
