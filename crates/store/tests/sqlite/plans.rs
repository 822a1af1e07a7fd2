//! That pages are ranges of an index: with ten million rows as with ten.

use crate::support::*;
use rusqlite::Connection;

fn plan(file: &Connection, sql: &str) -> String {
    let mut statement = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
    lines.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_inbox_page_is_an_index_range_without_sorting() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    for (owner, position, other) in
        [("recipient", "inbox_position", "sender"), ("sender", "sent_position", "recipient")]
    {
        let index = position.trim_end_matches("_position");
        for (also, direction) in [("", "DESC"), (&*format!("AND +t.{other} = 'x' AND t.month = 'y'"), "ASC")] {
            let sign = if direction == "DESC" { "<" } else { ">" };
            let plan = plan(
                &file,
                &format!(
                    "SELECT t.id, c.summary, k.wrapped FROM transmission t LEFT JOIN content c ON c.n = t.n
                     LEFT JOIN data_key k ON k.n = t.n AND k.part = 0
                     WHERE t.{owner} = 'a' AND t.{position} {sign} 5 {also}
                     ORDER BY t.{position} {direction} LIMIT 51"
                ),
            );
            let range = format!("USING INDEX transmission_{index} ({owner}=? AND {position}{sign}?)");
            assert!(plan.contains(&range), "{plan}");
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
        }
    }
    for (owner, index) in [("recipient", "inbox"), ("sender", "sent")] {
        let feed = plan(
            &file,
            &format!(
                "SELECT id FROM transmission WHERE {owner} = 'a' AND {index}_position > 5
                 ORDER BY {index}_position LIMIT 9"
            ),
        );
        let range = format!("USING INDEX transmission_{index} ({owner}=? AND {index}_position>?)");
        assert!(feed.contains(&range) && !feed.contains("TEMP"), "{feed}");
    }
    let feed = plan(&file, "SELECT position FROM feed WHERE office = 'a' AND position > 5 ORDER BY position LIMIT 9");
    assert!(feed.contains("SEARCH feed USING PRIMARY KEY (office=? AND position>?)"), "{feed}");
    let notices = "SELECT n.id FROM notice n LEFT JOIN notice_read r ON r.notice = n.id AND r.office = 'a'";
    for (whose, range) in [
        ("n.office IS NULL", "notice_shown (shown_until>?)"),
        ("n.office = 'a'", "notice_of_office (office=? AND shown_until>?)"),
    ] {
        let plan = plan(&file, &format!("{notices} WHERE {whose} AND n.shown_until > 5 AND n.shown_from <= 5"));
        assert!(plan.contains(range) && !plan.contains("SCAN"), "{plan}");
    }
    let expiry = plan(
        &file,
        "SELECT n FROM transmission t WHERE t.has_content = 1 AND t.kept_until <= 5 ORDER BY t.kept_until LIMIT 9",
    );
    assert!(expiry.contains("transmission_expiry (kept_until<?)") && !expiry.contains("TEMP"), "{expiry}");
}

#[test]
fn every_list_of_charges_is_an_index_range_without_sorting() {
    let place = SqlitePlace::new();
    drop(place.open());
    let file = Connection::open(place.file()).unwrap();
    let (all, unpaid) = ("AND c.state = 'paid' AND c.payment = 'invoice'", "AND c.state IN ('asked', 'failed')");
    for (index, condition, column, direction) in [
        ("by_begin", all.to_owned(), "first_day", "DESC"),
        ("unpaid", format!("{unpaid} AND c.payment = 'invoice'"), "due", "ASC"),
        ("invoiced", "AND c.payment = 'invoice'".to_owned(), "asked", "ASC"),
    ] {
        for (place, more) in [("", ""), ("_in", "AND c.prefecture = 13")] {
            let sql = format!(
                "SELECT c.open, o.name FROM licence_charge c INDEXED BY licence_charge_{index}{place}
                 JOIN office o ON o.number = c.office WHERE c.{column} BETWEEN 1 AND 9 {condition} {more}
                 ORDER BY c.{column} {direction}, c.grant_id {direction} LIMIT 51"
            );
            let plan = plan(&file, &sql);
            assert!(plan.contains(&format!("{column}>? AND {column}<?")), "{index}{place}: {plan}");
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{index}{place}: {plan}");
        }
    }
}

#[test]
fn what_campaigns_gave_and_what_could_not_be_deducted_are_index_ranges_without_sorting() {
    let place = SqlitePlace::new();
    drop(place.open());
    let file = Connection::open(place.file()).unwrap();
    for (sql, range) in [
        (
            "SELECT e.office FROM campaign_use u CROSS JOIN licence_entry e ON e.id = u.entry
             WHERE u.campaign = x'00' AND u.prefecture = 13 AND u.entry < x'11' ORDER BY u.entry DESC LIMIT 51",
            "campaign=? AND prefecture=? AND entry<?",
        ),
        (
            "SELECT name FROM deduction_line INDEXED BY deduction_line_by_outcome WHERE month = 1 AND prefecture = 13
             AND outcome = 'failed' AND line > 5 ORDER BY line LIMIT 51",
            "month=? AND prefecture=? AND outcome=? AND line>?",
        ),
        (
            "SELECT c.open FROM licence_charge c INDEXED BY licence_charge_by_place JOIN office o ON o.number = c.office
             WHERE c.state = 'open' AND c.grant_id > x'00' AND c.payment = 'deduction' AND c.prefecture = 13
             AND c.first_day <= 9 ORDER BY c.grant_id LIMIT 201",
            "prefecture=? AND state=? AND payment=? AND grant_id>?",
        ),
        (
            "SELECT e.id FROM office o CROSS JOIN licence_entry e ON e.office = o.number
             WHERE e.kind = 'deduction' AND e.day = 1 AND o.prefecture = 13",
            "INDEX licence_deduction_by_office (office=? AND day=?)",
        ),
    ] {
        let plan = plan(&file, sql);
        assert!(plan.contains(range) && !plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{plan}");
    }
}
