//! Passwords that are easily guessed (S20).
//!
//! The words come with `zxcvbn` (MIT): 30,000 passwords from leaks, 30,000 words of an encyclopaedia, 19,000 of films,
//! 15,000 names, 94,000 in all; it finds them also in capitals, backwards, with look-alike signs (`p@ssw0rd`), joined, and
//! beside runs, repeats, dates and walks over the keyboard. The list of a hundred thousand that S20 asks for is a part of
//! what is found in that way. Words of offices in Japanese, and each office's own, are handed in by the rule.

/// A password that is found in fewer guesses than ten to the power of this is refused.
const FEWEST_GUESSES: f64 = 8.0;

/// True for a password, in lower case, that is easily guessed; `words` are those that this office would think of.
pub(crate) fn is_common(lower: &str, words: &[&str]) -> bool {
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() <= 3 || zxcvbn::zxcvbn(lower, words).guesses_log10() < FEWEST_GUESSES
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn s20_what_is_easily_guessed_is_refused() {
        let refused = [
            "password1234",
            "passwordpassword",
            "p@ssw0rd2025",
            "drowssap4321",
            "aaaaaaaaaaaa",
            "abababababab",
            "123456789012",
            "abcdefghijkl",
            "qwertyuiop12",
            "1qaz2wsx3edc",
            "zxcvbnmasdfg",
            "sakura202504",
            "20250401tokyo",
            "administrator",
            "iloveyou1234",
            "letmeinletmein",
            "baseball2024",
            "michael12345",
            "tanaka123456",
            "ophthalmologist",
            "underappreciated",
            "kaigo1234567",
            "careplan2025",
            "ケアプランケアプラン12",
        ];
        let words = ["kaigo", "careplan", "ケアプラン"];
        let passed: Vec<&str> = refused.into_iter().filter(|word| !is_common(word, &words)).collect();
        assert!(passed.is_empty(), "{passed:?}");
    }

    #[test]
    fn s20_what_is_not_easily_guessed_is_taken() {
        let taken = [
            "correct horse battery",
            "三毛猫が縁側で昼寝をする",
            "mq7k-w2vt-9hxp-c4rd",
            "yukidaruma to hashiru",
            "庭の柿の木に鳥が三羽いた",
        ];
        let refused: Vec<&str> = taken.into_iter().filter(|word| is_common(word, &["kaigo"])).collect();
        assert!(refused.is_empty(), "{refused:?}");
    }
}
