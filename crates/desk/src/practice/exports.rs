//! The files to practise 一括送信 with: a month's export for five offices, two sets of them broken, and a photo among them.

use super::papers::{self, Papers, replaced};

/// Files as if the care software had just written them: name and bytes.
///
/// One set lacks its 第7表, one has a value that cannot be; both show how a broken set is mended.
pub fn practice_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Papers = Vec::new();
    files.extend(papers::SLIPS.for_office("1370000002"));
    files.extend(papers::PLAN.for_office("1370000002"));
    files.extend(papers::STAY.for_office("1370000004"));
    files.extend(papers::PREVENTION.for_office("1370000007"));
    let incomplete = papers::SLIPS.for_office("1370000010").into_iter();
    files.extend(incomplete.filter(|(name, _)| !name.starts_with("UPSIKYU")));
    files.extend(papers::SLIPS.for_office("1370000011").into_iter().map(with_impossible_day));
    files.push(("写真 2025-04-25.jpg".to_owned(), vec![0xff, 0xd8, 0xff, 0xe0]));
    files
}

/// The mended sets: what the care software would write after the mistakes were corrected.
pub fn mended_files() -> Vec<(String, Vec<u8>)> {
    let whole = papers::SLIPS.for_office("1370000010").into_iter();
    let missing = whole.filter(|(name, _)| name.starts_with("UPSIKYU"));
    missing.chain(papers::SLIPS.for_office("1370000011")).collect()
}

/// 1 May becomes 45 May.
fn with_impossible_day((name, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
    if name.starts_with("UPPLAN") {
        let bytes = replaced(&bytes, b",20250501,", b",20250545,");
        return (name, bytes);
    }
    (name, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::OWN;
    use crate::sorting::{CheckedSet, OfferedFile, ShelvedFile, sort};
    use standard::Date;

    fn errors(files: Papers) -> Vec<(String, usize)> {
        let offered = files.into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
        let sorted = sort(offered, OWN);
        let check = |(key, members): (crate::sorting::SetKey, Papers)| {
            let shelved = members.into_iter().map(|(name, bytes)| ShelvedFile { key: 0, name, bytes }).collect();
            let set = CheckedSet::check(shelved, Date::new(2025, 4, 25).unwrap());
            (key.receiver, set.errors())
        };
        sorted.sets.into_iter().map(check).collect()
    }

    #[test]
    fn two_of_six_sets_are_broken_until_they_are_mended() {
        let found = errors(practice_files());
        let broken: Vec<&str> =
            found.iter().filter(|(_, errors)| *errors > 0).map(|(receiver, _)| receiver.as_str()).collect();
        assert_eq!(found.len(), 6, "{found:?}");
        assert_eq!(broken, ["1370000010", "1370000011"], "{found:?}");
        let whole = papers::SLIPS.for_office("1370000011");
        assert_eq!(errors(whole), [("1370000011".to_owned(), 0)]);
    }
}
