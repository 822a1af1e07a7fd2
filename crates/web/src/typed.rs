//! What people type into a field, as it was meant: full-width signs, dates and amounts as Japanese forms have them.

/// Letters, digits and signs in their half-width form, without spaces around them.
pub fn half_width(text: &str) -> String {
    let half = |sign: char| match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '￥' => '¥',
        'ー' | '−' | '‐' | '‑' | '–' | '—' | '―' => '-',
        '\u{3000}' => ' ',
        _ => sign,
    };
    text.chars().map(half).collect::<String>().trim().to_owned()
}

/// An amount in yen: `21000`, `２１，０００`, `21,000円`, `￥21,000`.
pub fn amount(text: &str) -> Option<u32> {
    let text = half_width(text);
    let text = text.trim_start_matches(['¥', '\\']).trim_end_matches(['円', '-']);
    let digits: String = text.chars().filter(|sign| !matches!(sign, ',' | '、') && !sign.is_whitespace()).collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|sign| sign.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// Year, month and day of a date: `2026-11-22`, `2026/11/22`, `20261122`, `２０２６年１１月２２日`, `令和8年11月22日`, `R8.11.22`.
/// Whether the calendar has such a day is not looked at.
pub fn date(text: &str) -> Option<(i64, u8, u8)> {
    let (era, rest) = era(text);
    let parts = match parts(&rest, "日").as_slice() {
        [one] if era == Era::Western && one.len() == 8 => {
            [one.get(..4)?, one.get(4..6)?, one.get(6..)?].map(str::to_owned)
        }
        [year, month, day] => [year.clone(), month.clone(), day.clone()],
        _ => return None,
    };
    let [year, month, day] = parts;
    let (year, month, day) = (era.year(&year)?, month.parse().ok()?, day.parse().ok()?);
    era.has((year, month, day)).then_some((year, month, day))
}

/// Year and month: `2026-11`, `2026年11月`, `202611`, `令和8年11月分`.
pub fn month(text: &str) -> Option<(i64, u8)> {
    let (era, rest) = era(text);
    let parts = match parts(rest.trim_end_matches('分'), "月").as_slice() {
        [one] if era == Era::Western && one.len() == 6 => [one.get(..4)?, one.get(4..)?].map(str::to_owned),
        [year, month] => [year.clone(), month.clone()],
        _ => return None,
    };
    let [year, month] = parts;
    let (year, month) = (era.year(&year)?, month.parse().ok()?);
    (era.has((year, month, 1)) || era.has((year, month, 30))).then_some((year, month))
}

/// A year: `2025`, `2025年度`, `令和7年度`.
pub fn year(text: &str) -> Option<i64> {
    let (era, rest) = era(text);
    era.year(rest.trim_end_matches("年度").trim_end_matches('年'))
}

/// How years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    Western,
    Reiwa,
    Heisei,
}

impl Era {
    /// The year as the rest of the world counts it.
    fn year(self, text: &str) -> Option<i64> {
        let number = if text == "元" && self != Self::Western { 1 } else { digits(text)? };
        match self {
            Self::Western => (text.len() == 4).then_some(number),
            Self::Reiwa => (1..100).contains(&number).then_some(2018 + number),
            Self::Heisei => (1..=31).contains(&number).then_some(1988 + number),
        }
    }

    /// Whether the day lies in it.
    fn has(self, day: (i64, u8, u8)) -> bool {
        match self {
            Self::Western => true,
            Self::Reiwa => day >= (2019, 5, 1),
            Self::Heisei => ((1989, 1, 8)..(2019, 5, 1)).contains(&day),
        }
    }
}

/// The era that a date begins with, and the rest without spaces.
fn era(text: &str) -> (Era, String) {
    let text: String = half_width(text).chars().filter(|sign| !sign.is_whitespace()).collect();
    let named =
        [("令和", Era::Reiwa), ("㋿", Era::Reiwa), ("平成", Era::Heisei), ("R", Era::Reiwa), ("H", Era::Heisei)];
    let found = named.iter().find_map(|(name, era)| {
        let rest = text.strip_prefix(name).or_else(|| text.strip_prefix(&name.to_lowercase()))?;
        Some((*era, rest.to_owned()))
    });
    found.unwrap_or((Era::Western, text))
}

/// The numbers of a date; `last` is the sign that may stand behind the last one.
fn parts(text: &str, last: &str) -> Vec<String> {
    let text = text.strip_suffix(last).unwrap_or(text);
    text.split(['-', '/', '.', '年', '月']).map(str::to_owned).collect()
}

fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for text in [
            "2026-11-22",
            "2026/11/22",
            " 2026.11.22 ",
            "20261122",
            "2026年11月22日",
            "２０２６年１１月２２日",
            "２０２６－１１－２２",
            "２０２６ー１１ー２２",
            "２０２６／１１／２２",
            "2026 年 11 月 22 日",
            "令和8年11月22日",
            "令和８年１１月２２日",
            "R8.11.22",
            "ｒ８．１１．２２",
            "㋿8/11/22",
        ] {
            assert_eq!(date(text), Some((2026, 11, 22)), "{text}");
        }
        assert_eq!(date("令和元年5月1日"), Some((2019, 5, 1)));
        assert_eq!(date("平成31年4月30日"), Some((2019, 4, 30)));
        assert_eq!(date("2025/4/1"), Some((2025, 4, 1)));
        for text in [
            "",
            "きのう",
            "2026",
            "2026-11",
            "26-11-22",
            "2026-11-22-1",
            "2026--22",
            "8年11月22日",
            "令和元年4月30日",
            "平成31年5月1日",
            "令和0年1月1日",
            "元年1月1日",
            "2026年11月22日ごろ",
            "+026-11-22",
            "2026/+1/22x",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_and_a_year_are_read_as_people_write_them() {
        for text in ["2026-11", "2026/11", "２０２６年１１月", "202611", "令和8年11月分", "R8.11"] {
            assert_eq!(month(text), Some((2026, 11)), "{text}");
        }
        assert_eq!((month("平成31年4月"), month("令和元年5月")), (Some((2019, 4)), Some((2019, 5))));
        for text in ["", "11", "2026", "2026-11-22", "令和", "平成31年5月"] {
            assert_eq!(month(text), None, "{text}");
        }
        for text in ["2025", "２０２５", "2025年度", "令和7年度", "令和７年", "R7"] {
            assert_eq!(year(text), Some(2025), "{text}");
        }
        for text in ["", "25", "令和", "ことし", "20250"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for text in ["21000", "21,000", "２１，０００", "21,000円", "２１０００円", "￥21,000", "¥21,000-", " 21 000 "]
        {
            assert_eq!(amount(text), Some(21_000), "{text}");
        }
        for text in ["", "円", "2万", "-21000", "21.000", "99999999999", "21,000円也"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
