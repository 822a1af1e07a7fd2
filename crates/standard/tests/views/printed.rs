//! Blank fields take what the row before says, and what stands in the row is kept.

use super::views;
use crate::support::{check, sample};
use standard::views::kinds::{Up2KyoView, UpYoboSubView};
use standard::views::{Inherited, Records, SecondSheetLine, View, second_sheet_lines, support_plan_lines};

type Row = [(&'static str, &'static str)];

fn lines(rows: &[&Row]) -> Vec<SecondSheetLine<'static>> {
    second_sheet_lines(views::<Up2KyoView<'_>>(rows)).collect()
}

fn texts<'l>(
    lines: &'l [SecondSheetLine<'_>],
    pick: impl Fn(&'l SecondSheetLine<'_>) -> &'l Inherited<'l>,
) -> Vec<(&'l str, bool)> {
    lines.iter().map(pick).map(|text| (text.text.as_deref().unwrap_or("-"), text.from_before)).collect()
}

#[test]
fn a117_blanks_of_the_second_sheet() {
    let (name, bytes) = sample("202407/K1", "UP2KYO");
    let records = Records::new(check(&name, &bytes).layout.unwrap(), &bytes).views::<Up2KyoView<'_>>().unwrap();
    let lines: Vec<_> = second_sheet_lines(records.collect::<Result<Vec<_>, _>>().unwrap()).collect();
    let first = "自分で着替えて、清潔に過ごしたい";
    assert_eq!(
        texts(&lines, |line| &line.issue)[..4],
        [(first, false), (first, true), (first, true), ("転ばずに歩きたい", false)]
    );
    assert_eq!(
        texts(&lines, |line| &line.short_term_goal)[..3],
        [("見守りで着替えができる", false), ("見守りで着替えができる", true), ("食事を用意できる", false)]
    );
    // The next person begins anew, and the rows themselves still say what they said.
    assert_eq!(texts(&lines, |line| &line.issue)[4], ("体調を整えて過ごしたい", false));
    assert_eq!((lines[1].row.issue(), lines[1].row.record().number()), (None, 2));
}

#[test]
fn a117_another_number_or_plan_takes_nothing() {
    let lines = lines(&[
        &[("課題ＮＯ", "1"), ("援助目標ＮＯ", "1"), ("課題", "歩く"), ("長期目標", "家で"), ("長期期間", "1年")],
        &[("課題ＮＯ", "1"), ("援助目標ＮＯ", "2")],
        &[("課題ＮＯ", "2"), ("援助目標ＮＯ", "2")],
        &[("課題ＮＯ", "2"), ("援助目標ＮＯ", "2"), ("課題", "食べる")],
        &[("課題ＮＯ", "2"), ("援助目標ＮＯ", "2"), ("居宅サービス計画作成（変更）日", "20250501")],
    ]);
    assert_eq!(
        texts(&lines, |line| &line.issue),
        [("歩く", false), ("歩く", true), ("-", false), ("食べる", false), ("-", false)]
    );
    assert_eq!(texts(&lines, |line| &line.long_term_goal)[..3], [("家で", false), ("-", false), ("-", false)]);
    assert_eq!(texts(&lines, |line| &line.long_term_period)[..2], [("1年", false), ("-", false)]);
}

#[test]
fn a118_a_short_term_goal_begins_where_it_is_written() {
    let number = [("課題ＮＯ", "1"), ("援助目標ＮＯ", "1")];
    let with = |goal: &'static str| [number[0], number[1], ("短期目標", goal)];
    let (first, again, second) = (with("立つ"), with("立つ"), with("歩く"));
    let other = [("課題ＮＯ", "1"), ("援助目標ＮＯ", "2"), ("短期目標", "歩く")];
    let lines = lines(&[&first, &number, &again, &second, &number, &other]);
    let numbers: Vec<u32> = lines.iter().map(|line| line.short_term_number).collect();
    assert_eq!(numbers, [1, 1, 1, 2, 2, 1]);
}

#[test]
fn a119_without_numbers_the_order_of_the_rows_decides() {
    let lines = lines(&[
        &[("課題", "歩く"), ("長期目標", "家で"), ("短期目標", "立つ")],
        &[("サービス内容", "見守り")],
        &[("課題", "食べる")],
        &[("課題", "食べる"), ("長期目標", "自分で")],
    ]);
    assert_eq!(
        texts(&lines, |line| &line.issue),
        [("歩く", false), ("歩く", true), ("食べる", false), ("食べる", false)]
    );
    assert_eq!(
        texts(&lines, |line| &line.long_term_goal),
        [("家で", false), ("家で", true), ("-", false), ("自分で", false)]
    );
}

#[test]
fn a138_blanks_of_the_support_plan() {
    let (name, bytes) = sample("202407/Y3", "UPYOBO_SUB");
    let records = Records::new(check(&name, &bytes).layout.unwrap(), &bytes).views::<UpYoboSubView<'_>>().unwrap();
    let lines: Vec<_> = support_plan_lines(records.collect::<Result<Vec<_>, _>>().unwrap()).collect();
    let shown = |line: usize| {
        let line = &lines[line];
        (line.goal.text.as_deref(), line.goal.from_before, line.self_care.text.as_deref(), line.self_care.from_before)
    };
    assert_eq!(shown(0), (Some("近所の店まで歩く"), false, Some("毎朝の体操"), false));
    assert_eq!(shown(1), (Some("近所の店まで歩く"), true, Some("毎朝の体操"), true));
    assert_eq!(shown(2), (Some("近所の店まで歩く"), true, Some("毎朝の体操"), false));
    assert_eq!(shown(3), (Some("近所の店まで歩く"), false, Some("毎朝の体操"), false));
    assert_eq!(lines[1].row.goal(), None);
}

#[test]
fn a138_another_support_takes_only_the_issue() {
    let rows = views::<UpYoboSubView<'_>>(&[
        &[
            ("課題ＮＯ", "1"),
            ("支援計画ＮＯ", "1"),
            ("目標", "歩く"),
            ("【支援計画】目標についての支援のポイント", "毎日"),
        ],
        &[("課題ＮＯ", "1"), ("支援計画ＮＯ", "2")],
        &[("課題ＮＯ", "2"), ("支援計画ＮＯ", "2")],
    ]);
    let lines: Vec<_> = support_plan_lines(rows).collect();
    let goals: Vec<_> = lines.iter().map(|line| line.goal.text.as_deref()).collect();
    let points: Vec<_> = lines.iter().map(|line| line.support_points.text.as_deref()).collect();
    assert_eq!((goals, points), (vec![Some("歩く"), Some("歩く"), None], vec![Some("毎日"), None, None]));
}
