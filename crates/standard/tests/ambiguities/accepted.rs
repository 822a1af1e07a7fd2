//! Readings that the check lets through: none of them is an error.

use crate::support::{check, check_set, ms932, sample, sample_files, utf8, words};
use standard::Severity;
use standard::check::DocumentReport;
use std::path::Path;

fn errors(report: &DocumentReport) -> Vec<String> {
    report.findings.iter().filter(|finding| finding.severity() == Severity::Error).map(words).collect()
}

/// A sample with its text changed has no error.
fn accepted(set: &str, prefix: &str, change: impl Fn(&str) -> String) {
    let (name, bytes) = sample(set, prefix);
    let before = utf8(&bytes);
    let text = change(&before);
    assert_ne!(text, before, "the change changes something");
    assert_eq!(errors(&check(&name, &ms932(&text))), [""; 0], "{name}");
}

/// A sample under another name has no error.
fn accepted_as(set: &str, prefix: &str, from: &str, to: &str) {
    let (name, bytes) = sample(set, prefix);
    let other = name.replace(from, to);
    assert_ne!(other, name);
    assert_eq!(errors(&check(&other, &bytes)), [""; 0], "{other}");
}

/// Changes one field of every record, by its index from 0. No text of these samples holds a line end.
fn with_field(text: &str, index: usize, value: &str) -> String {
    let change = |line: &str| {
        let mut fields = fields(line);
        fields[index] = value;
        fields.join(",")
    };
    text.split_terminator("\r\n").map(|line| change(line) + "\r\n").collect()
}

/// The fields of a line with their quotes.
fn fields(line: &str) -> Vec<&str> {
    let mut quoted = false;
    line.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    })
    .collect()
}

#[test]
fn a009_types_in_the_name_of_results_as_in_the_example() {
    accepted_as("202407/K5", "UPJSK", "1370000002_11_1370000001_43", "1370000002_43_1370000001_11");
}

#[test]
fn a011_a012_any_type_of_the_office_that_plans() {
    for service_type in ["46", "AF", "73", "77"] {
        accepted_as("202407/K2", "UPPLAN", "_43_", &format!("_{service_type}_"));
    }
}

#[test]
fn a014_rows_of_another_type_than_the_name() {
    accepted_as("202407/K5", "UPJSK", "_11_", "_15_");
}

#[test]
fn a022_a023_line_ends() {
    accepted("202407/K2", "UPPLAN", |text| text.replace("\r\n", "\n"));
    accepted("202407/K2", "UPPLAN", |text| text.trim_end().to_owned());
    accepted("202407/K2", "UPPLAN", |text| format!("{text}\r\n"));
}

#[test]
fn a026_a027_quotes_around_anything() {
    let quoted = |text: &str| {
        text.split_terminator("\r\n")
            .map(|line| {
                let fields: Vec<String> =
                    line.split(',').map(|field| format!("\"{}\"", field.trim_matches('"'))).collect();
                fields.join(",") + "\r\n"
            })
            .collect()
    };
    accepted("202407/K5", "UPJSK", quoted);
    accepted("202407/K2", "UPPLAN", |text| text.replace("\"\"", ""));
}

#[test]
fn a045_the_order_of_rows() {
    accepted("202407/K2", "UPPLAN", |text| {
        let mut lines: Vec<&str> = text.split_terminator("\r\n").collect();
        lines.reverse();
        lines.join("\r\n") + "\r\n"
    });
}

#[test]
fn a064_the_day_a_sheet_was_made() {
    accepted("202407/K2", "UPPLAN", |text| with_field(text, 3, "20250401"));
    accepted("202407/K1", "UP3KYO", |text| with_field(text, 3, "20250101"));
}

#[test]
fn a069_annexes_that_have_nothing_to_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/202407/Y1");
    let files = sample_files(&folder).into_iter().filter(|(name, _)| name.ends_with(".CSV") && !name.contains("_SUB"));
    let reports: Vec<_> = files.map(|(name, bytes)| check(&name, &bytes)).collect();
    let found = check_set(&reports, &[]).findings;
    let about_annexes = found.iter().filter(|finding| finding.severity() == Severity::Error);
    let messages: Vec<String> = about_annexes.map(words).filter(|message| message.contains("UPKIHON_SUB")).collect();
    assert_eq!((reports.len(), messages), (1, Vec::new()));
}

#[test]
fn a074_additions_without_a_time() {
    accepted("202407/K2", "UPPLAN", |text| with_field(&with_field(text, 11, "9999"), 12, "9999"));
}

#[test]
fn a080_a082_a_row_of_zero_units() {
    accepted("202407/K2", "UPPLAN", |text| with_field(text, 7, "0"));
}

#[test]
fn a083_a_count_of_zero() {
    accepted("202407/K2", "UPPLAN", |text| with_field(text, 13, "0"));
}

#[test]
fn a084_equipment_on_every_day() {
    accepted("202407/K2", "UPPLAN", |text| {
        let equipment = text.split_terminator("\r\n").find(|line| line.contains(",171001,")).unwrap();
        let day = equipment.split(',').nth(9).unwrap();
        let days = (1..=31).map(|number| equipment.replace(day, &format!("202505{number:02}")) + "\r\n");
        let others = text.split_inclusive("\r\n").filter(|line| !line.contains(",171001,"));
        others.map(str::to_owned).chain(days).collect()
    });
}

#[test]
fn a090_a_name_of_equipment_in_any_row() {
    accepted("202407/K2", "UPPLAN", |text| text.replacen("111111,,,\"\"", "111111,,,\"手すり\"", 1));
}

#[test]
fn a094_the_office_that_planned_may_be_another() {
    accepted("202407/K2", "UPPLAN", |text| with_field(text, 5, "1370000006"));
}

#[test]
fn a098_rows_of_other_offices_in_a_plan() {
    let (name, bytes) = sample("202407/K2", "UPPLAN");
    assert!(name.contains("_1370000002_11_") && utf8(&bytes).contains(",1370000003,"));
    assert_eq!(errors(&check(&name, &bytes)), [""; 0]);
}

#[test]
fn a121_rows_of_the_second_sheet_without_an_office() {
    accepted("202407/K1", "UP2KYO", |text| text.replacen("Y,\"訪問介護\",1370000002,", "N,\"家族\",,", 1));
}

#[test]
fn a123_a_service_on_every_day_of_the_week() {
    accepted("202407/K1", "UP3KYO", |text| {
        let service = text.split_inclusive("\r\n").next().unwrap();
        (1..=7).map(|day| service.replace(",1,0900", &format!(",{day},0900"))).collect()
    });
}

#[test]
fn a141_planned_slips_to_a_support_centre() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/202407/K2");
    let renamed = |name: &str| name.replace("_1370000002_11_", "_1370000006_46_");
    let reports: Vec<_> = sample_files(&folder).iter().map(|(name, bytes)| check(&renamed(name), bytes)).collect();
    let found = check_set(&reports, &[]).findings;
    let mut all: Vec<String> = reports.iter().flat_map(errors).collect();
    all.extend(found.iter().filter(|finding| finding.severity() == Severity::Error).map(words));
    assert_eq!((reports.len(), all), (3, Vec::new()));
}

#[test]
fn a143_a_slip_with_nothing_but_the_required_fields() {
    accepted("202407/K2", "UPPLAN", |text| {
        let optional = [8, 20, 21, 23];
        optional.iter().fold(text.to_owned(), |text, index| with_field(&text, *index, ""))
    });
}

#[test]
fn a144_both_values_of_outsourced() {
    for value in ["1", "2"] {
        let (name, bytes) = sample("202407/Y3", "UPYOBO");
        // The fields before it hold no line end, so that the first line of each record has it.
        let text = utf8(&bytes).replace(",20250420,1,2,", &format!(",20250420,1,{value},"));
        assert!(text.contains(&format!(",20250420,1,{value},")));
        assert_eq!(errors(&check(&name, &ms932(&text))), [""; 0], "{value}");
    }
}

#[test]
fn a149_medical_management_at_home() {
    accepted("202407/K5", "UPJSK", |text| text.replacen(",111111,", ",311111,", 1));
}
