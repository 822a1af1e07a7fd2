//! Words that several pages of the console share.

use exchange::Instant;
use exchange::instant::Day;
use exchange::office::{OfficeState, Prefecture};
use web::JapanTime;

/// The 47 prefectures by code.
const PREFECTURES: [&str; 47] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
];

/// A prefecture's name.
pub(super) fn prefecture(prefecture: Prefecture) -> &'static str {
    let place = usize::from(prefecture.code()).saturating_sub(1);
    PREFECTURES.get(place).copied().unwrap_or_default()
}

/// Codes and names of all prefectures, for a choice.
pub(super) fn prefectures() -> Vec<(String, &'static str)> {
    let named = PREFECTURES.iter().enumerate().map(|(place, name)| (format!("{:02}", place + 1), *name));
    std::iter::once((String::new(), "すべて")).chain(named).collect()
}

/// Kind of chip and words for the state of an office.
pub(super) fn state(state: OfficeState) -> (&'static str, &'static str) {
    match state {
        OfficeState::Active => ("done", "利用中"),
        OfficeState::Frozen => ("todo", "停止中"),
        OfficeState::Closed { successor: None } => ("wait", "廃止"),
        OfficeState::Closed { successor: Some(_) } => ("wait", "統合"),
    }
}

/// A text as the value of a parameter in an address.
pub(super) fn in_address(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().fold(String::new(), |mut written, byte| {
        if plain(byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
        written
    })
}

/// An instant as a list has it.
pub(super) fn at(at: Instant) -> String {
    JapanTime::from_unix_ms(at.millis()).list()
}

/// An instant as a sentence has it.
pub(super) fn in_words(at: Instant) -> String {
    JapanTime::from_unix_ms(at.millis()).sentence()
}

/// A second since 1970 (UTC) as a list has it.
pub(super) fn second(unix: u64) -> String {
    at(Instant::from_millis(i64::try_from(unix).unwrap_or(i64::MAX).saturating_mul(1_000)))
}

/// A day that a person entered: 2025-04-01, or with slashes.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let mut parts = text.trim().split(['-', '/']).map(str::parse::<i64>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let found = Day::of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    found.filter(|_| parts.next().is_none() && (2000..2200).contains(&year))
}

/// A day as a list has it.
pub(super) fn day(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).list_day()
}
