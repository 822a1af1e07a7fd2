//! What is the same in neighbouring records is judged in each of them.

use crate::support::{check_text, ids, sample, utf8};

/// The findings about fields after these lines (from 0) have lost their day of service.
fn found(without_day: &[usize], change: impl Fn(&mut Vec<String>)) -> Vec<String> {
    let (name, bytes) = sample("202407/K2", "UPPLAN");
    let mut lines: Vec<String> = utf8(&bytes).lines().map(str::to_owned).collect();
    for line in without_day {
        let mut fields: Vec<&str> = lines[*line].split(',').collect();
        fields[9] = "";
        lines[*line] = fields.join(",");
    }
    change(&mut lines);
    let mut ids = ids(&check_text(&name, &(lines.join("\r\n") + "\r\n")));
    ids.retain(|id| id.starts_with("C0401") || id.starts_with("C0301"));
    ids
}

#[test]
fn a_fault_is_found_in_every_record_that_repeats_it() {
    assert_eq!(found(&[], |_| {}), Vec::<String>::new());
    assert_eq!(found(&[1, 2, 4, 5], |_| {}), ["C0401@2:10", "C0401@3:10", "C0401@5:10", "C0401@6:10"]);
}

#[test]
fn the_same_record_again_has_the_same_faults() {
    let again = |lines: &mut Vec<String>| lines.insert(2, lines[1].clone());
    assert_eq!(found(&[1], again), ["C0401@2:10", "C0401@3:10"]);
}

#[test]
fn a_record_of_another_shape_between_them_changes_nothing() {
    let longer = |lines: &mut Vec<String>| lines[2].push_str(",1");
    assert_eq!(found(&[1, 2, 3], longer), ["C0401@2:10", "C0301@3:23", "C0401@4:10"]);
}

#[test]
fn a_blank_line_between_them_changes_nothing() {
    assert_eq!(found(&[1, 2], |lines| lines.insert(2, String::new())), ["C0401@2:10", "C0401@3:10"]);
}
