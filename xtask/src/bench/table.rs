//! The table for people.

use super::figures::Figures;
use super::limits::{Bound, Line, OURS};

/// Prints one row for every line.
pub(super) fn print(lines: &[Line], figures: &Figures) {
    println!(
        "\n{:24}{:>10} {:6}{:>16}{:>9}  {:14}{:14}what",
        "name", "median", "unit", "min–max", "to ours", "limit", "goal"
    );
    lines.iter().for_each(|line| println!("{}", row(line, figures)));
}

fn row(line: &Line, figures: &Figures) -> String {
    let Some(median) = figures.median(line.name) else {
        let why = figures.why_missing(line.name).unwrap_or("not measured");
        return format!("{:24}{:>10} {why:61}{}", line.name, "–", line.about);
    };
    let unit = figures.unit(line.name);
    let range = figures.range(line.name).map_or(String::new(), |(least, most)| format!("{least:.1}–{most:.1}"));
    let ratio = match figures.median(OURS) {
        Some(ours) if unit == "MB/s" => format!("{:.2}", median / ours),
        _ => String::new(),
    };
    let judged = |bound: Option<Bound>| bound.map_or(String::new(), |bound| judged(bound, median));
    let (limit, goal) = (judged(line.limit), judged(line.goal));
    format!("{:24}{median:>10.1} {unit:6}{range:>16}{ratio:>9}  {limit:14}{goal:14}{}", line.name, line.about)
}

fn judged(bound: Bound, value: f64) -> String {
    format!("{bound} {}", if bound.is_met(value) { "met" } else { "missed" })
}
