//! The code of a problem as a refusal keeps it: its word. A word of another version is none.

use protocol::ProblemCode;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<S: Serializer>(code: &Option<ProblemCode>, serializer: S) -> Result<S::Ok, S::Error> {
    code.map(ProblemCode::as_str).serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ProblemCode>, D::Error> {
    let word: Option<String> = Deserialize::deserialize(deserializer)?;
    Ok(word.and_then(|word| ProblemCode::ALL.into_iter().find(|code| code.as_str() == word)))
}

#[cfg(test)]
mod tests {
    use crate::refusal::Refusal;
    use protocol::ProblemCode;

    #[test]
    fn a_refusal_keeps_its_code_and_reads_those_without() {
        let refusal = Refusal::new("x", "", "", "").of_code(ProblemCode::SignInRequired);
        let text = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
        let unknown: Refusal = serde_json::from_str(&text.replace("sign-in-required", "of-tomorrow")).unwrap();
        assert_eq!(unknown.code, None);
        let without = serde_json::to_string(&Refusal::new("x", "", "", "")).unwrap();
        assert!(!without.contains("code"));
        assert!(serde_json::from_str::<Refusal>(&without).is_ok());
    }
}
