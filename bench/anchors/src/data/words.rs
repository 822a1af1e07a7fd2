//! The words of the generated documents. All people, offices and places are fictional.

use crate::random::Random;

/// A family name and its reading.
pub(super) const FAMILY: &[(&str, &str)] = &[
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("伊藤", "イトウ"),
    ("渡辺", "ワタナベ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
    ("山田", "ヤマダ"),
    ("佐々木", "ササキ"),
    ("松本", "マツモト"),
    ("井上", "イノウエ"),
    ("木村", "キムラ"),
    ("林", "ハヤシ"),
    ("斎藤", "サイトウ"),
    ("清水", "シミズ"),
    ("山崎", "ヤマザキ"),
];

/// A given name, its reading, and the code of the sex.
pub(super) const GIVEN: &[(&str, &str, u8)] = &[
    ("花子", "ハナコ", 2),
    ("太郎", "タロウ", 1),
    ("一郎", "イチロウ", 1),
    ("和子", "カズコ", 2),
    ("節子", "セツコ", 2),
    ("幸子", "サチコ", 2),
    ("清", "キヨシ", 1),
    ("茂", "シゲル", 1),
    ("正雄", "マサオ", 1),
    ("ハル", "ハル", 2),
    ("千代", "チヨ", 2),
    ("トミ", "トミ", 2),
    ("フミ", "フミ", 2),
    ("勇", "イサム", 1),
    ("実", "ミノル", 1),
    ("キヨ", "キヨ", 2),
];

const PLACE: &[&str] = &[
    "見本",
    "試験",
    "みどり",
    "さくら",
    "ひまわり",
    "あおぞら",
    "すみれ",
    "やすらぎ",
    "こころ",
    "たんぽぽ",
    "ことぶき",
    "虹の丘",
];

/// The name of an office: a place and what is done there.
pub(super) fn office_name(random: &mut Random, kind: &str) -> String {
    format!("{}{kind}", random.pick(PLACE))
}

/// A full name with the full-width space that care software writes.
pub(super) fn full_name(random: &mut Random) -> (String, String, u8) {
    let (family, family_reading) = random.pick(FAMILY);
    let (given, given_reading, sex) = random.pick(GIVEN);
    (format!("{family}　{given}"), format!("{family_reading}　{given_reading}"), *sex)
}
