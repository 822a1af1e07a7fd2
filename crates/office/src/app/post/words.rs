//! Codes of the directory in words: kinds of service as the standard names them, and prefectures.

use crate::catalogue::fold;
use standard::data::{PREFECTURES, ServiceTypeEntry, Standard};
use std::sync::LazyLock;

static SERVICES: LazyLock<Vec<ServiceTypeEntry>> =
    LazyLock::new(|| Standard::parse().map(|standard| standard.service_types).unwrap_or_default());

/// Those who write the plans: the standard's list of services (§1.3, §1.4) has only those who give them.
const PLANNERS: [(&str, &str); 2] = [("43", "居宅介護支援"), ("46", "介護予防支援")];

fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    PLANNERS.into_iter().chain(SERVICES.iter().map(|entry| (entry.code, entry.name)))
}

/// A kind of service in words; a code that is not known stays as it is.
pub(super) fn service(code: &str) -> String {
    names().find(|(known, _)| *known == code).map_or_else(|| code.to_owned(), |(_, name)| name.to_owned())
}

/// The codes of what a person calls a kind of service: of that name, else of names that begin so.
pub(super) fn services_called(word: &str) -> Vec<&'static str> {
    let word = fold(word);
    let named = |fits: fn(&str, &str) -> bool| {
        let all = names().filter(|(_, name)| fits(&fold(name), &word));
        let mut codes: Vec<&'static str> = all.map(|(code, _)| code).collect();
        codes.dedup();
        codes
    };
    let exact = named(|name, word| name == word || name.split('(').next() == Some(word));
    if exact.is_empty() { named(|name, word| word.chars().count() > 2 && name.starts_with(word)) } else { exact }
}

/// A prefecture in words; empty when the code is none.
pub(super) fn prefecture(code: &str) -> &'static str {
    let place = code.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    place.and_then(|place| PREFECTURES.get(place)).copied().unwrap_or_default()
}

/// The code of a prefecture, also without 都, 府 or 県.
pub(super) fn prefecture_called(word: &str) -> Option<String> {
    let short = |name: &'static str| name.strip_suffix(['都', '府', '県']).unwrap_or(name);
    let place = PREFECTURES.iter().position(|name| *name == word || short(name) == word)?;
    Some(format!("{:02}", place + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_words_and_back() {
        assert_eq!(service("11"), "訪問介護");
        assert_eq!(service("43"), "居宅介護支援");
        assert_eq!(service("ZZ"), "ZZ");
        assert_eq!(services_called("訪問介護"), ["11"]);
        assert_eq!(services_called("短期入所療養介護"), ["22", "23", "2A"]);
        assert!(services_called("訪問型").len() >= 4);
        assert!(services_called("さくら").is_empty());
        assert_eq!((prefecture("13"), prefecture("48"), prefecture("")), ("東京都", "", ""));
        assert_eq!(prefecture_called("東京").as_deref(), Some("13"));
        assert_eq!(prefecture_called("北海道").as_deref(), Some("01"));
        assert_eq!(prefecture_called("京").as_deref(), None);
    }
}
