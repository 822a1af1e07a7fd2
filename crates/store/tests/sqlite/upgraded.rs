//! Data of an earlier version are the same data after the migration.

use crate::contract::approvals::{approval, by, prepared};
use crate::support::*;
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::licence::{ChargeState, Ledger, LicenceDeed, LicenceEntry, PaymentOutcome};
use exchange::office::{OfficeQuery, SearchKey};
use exchange::operator::{Decision, Standing};
use exchange::page::Limit;
use exchange::store::{ChargeQuery, LedgerOutcome, Store};
use exchange::transmission::{FeedEvent, FeedNumber, HistoryEvent};
use rusqlite::Connection;

/// Takes away what was added since the eleventh migration, in every list below before all else.
const BACK_TO_ELEVENTH: &str = "
    DROP INDEX office_without_account;
    ALTER TABLE office DROP COLUMN has_account;
    DROP INDEX licence_period_last;
    ALTER TABLE licence_period DROP COLUMN is_last;
    DROP INDEX enrol_code_open;
    ALTER TABLE enrol_code DROP COLUMN dropped_at;
    DROP TABLE closing_notice;
    DROP TABLE closing_told;
    DROP TABLE closing;
    ALTER TABLE office DROP COLUMN reads_until;
    DROP TABLE audit_about;
    DROP TABLE audit_about_cursor;
    DROP TABLE office_stop;
    DROP TABLE office_import_line;
    DROP INDEX office_by_successor;
    ALTER TABLE office DROP COLUMN postcode;
    ALTER TABLE office DROP COLUMN address;
    DROP TABLE campaign_use;
    DROP TABLE campaign_count;
    DROP TABLE built_in_terms;";

/// Makes a file of an earlier version, by one of the lists below.
fn go_back(file: &Connection, list: &str) {
    file.execute_batch(BACK_TO_ELEVENTH).unwrap();
    file.execute_batch(list).unwrap();
}

/// Makes a file of the first version: without what later migrations add, with the first step beside the others, and its
/// events in both feeds (before `0002_acceptance.sql`).
const BACK_TO_FIRST: &str = "
    DROP TABLE office_total;
    DROP TABLE terms;
    DROP TABLE deduction_line;
    DROP TABLE deduction_file;
    DROP TABLE licence_note;
    DROP INDEX licence_entry_by_about;
    DROP INDEX licence_entry_by_campaign;
    DROP INDEX licence_deduction_by_office;
    DROP TABLE epoch;
    DROP TABLE office_word;
    DROP TABLE figure;
    DROP TABLE figure_cursor;
    DROP TABLE maintenance;
    DROP INDEX notice_by_author;
    ALTER TABLE notice DROP COLUMN author;
    DROP TABLE approval;
    DROP TABLE office_import_part;
    DROP TABLE office_import;
    DROP INDEX office_stopped;
    DROP TABLE operator_session;
    DROP TABLE operator_passkey;
    DROP TABLE operator_certificate;
    DROP TABLE operator;
    DROP TABLE contact;
    DROP TABLE mail;
    DROP TABLE usage_month;
    DROP TABLE usage_seen;
    DROP TABLE certificate_password;
    DROP TABLE recovery;
    DROP TABLE campaign_end;
    DROP TABLE campaign;
    DROP TABLE licence_automatic;
    DROP TABLE licence_charge;
    ALTER TABLE licence_entry DROP COLUMN kind;
    ALTER TABLE licence_entry DROP COLUMN origin;
    ALTER TABLE licence_entry DROP COLUMN campaign;
    ALTER TABLE licence_entry DROP COLUMN terms;
    ALTER TABLE licence_entry DROP COLUMN automatic;
    ALTER TABLE licence_entry DROP COLUMN day;
    ALTER TABLE licence_entry DROP COLUMN outcome;
    ALTER TABLE licence_entry RENAME COLUMN about TO cancels;
    ALTER TABLE licence_entry RENAME COLUMN from_day TO cancelled_from;
    ALTER TABLE licence_entry RENAME COLUMN amount TO fee;
    DROP TABLE portal_session;
    DROP TABLE agreement;
    DROP INDEX notice_shown;
    DROP INDEX notice_of_office;
    DROP INDEX notice_of_office_by_end;
    ALTER TABLE notice DROP COLUMN office;
    CREATE INDEX notice_shown ON notice (shown_until);
    DROP TABLE office_event;
    DROP TABLE reminder;
    DROP INDEX certificate_by_end;
    DROP INDEX certificate_by_renewed;
    DROP INDEX licence_period_by_end;
    ALTER TABLE terminal_token DROP COLUMN used_at;
    INSERT INTO step (n, step, state, at, actor, sent_position, inbox_position)
        SELECT n, 1, 'accepted', accepted_at, accepted_by, sent_position, inbox_position FROM transmission;
    INSERT INTO feed (office, position, n, step) SELECT sender, sent_position, n, 1 FROM transmission;
    INSERT INTO feed (office, position, n, step) SELECT recipient, inbox_position, n, 1 FROM transmission;
    ALTER TABLE transmission DROP COLUMN accepted_by;
    PRAGMA user_version = 1;";

/// A search of all offices by a part of the name.
fn by_words(text: &str) -> OfficeQuery {
    OfficeQuery {
        number: None,
        text: Some(SearchKey::of(text)),
        prefecture: None,
        service: None,
        licensed_on: START.day_in_japan(),
        licensed_only: false,
        stopped_only: false,
        after: None,
        limit: Limit::default(),
    }
}

type Seen = (Vec<Vec<FeedEvent>>, Vec<Option<Vec<HistoryEvent>>>, Vec<(Ledger, i64)>);

fn seen(store: &dyn Store) -> Seen {
    let feeds = [1, 2].map(|number| run(store.feed(office(number), FeedNumber(0), Limit::new(200))));
    let histories = [1, 2, 3].map(|number| run(store.history(id(number), office(1))));
    let ledgers = [1, 2].map(|number| run(store.ledger(office(number))));
    let (state, payment, prefecture, begun, after) = (ChargeState::Open, None, None, None, None);
    let query = ChargeQuery { state, payment, prefecture, begun, after, limit: Limit::new(200) };
    let charges = run(store.charges(query)).entries;
    let owed = |ledger: Ledger| {
        let own = charges.iter().filter(|charge| ledger.0.iter().any(|line| line.id == charge.grant));
        let open = own.map(|charge| charge.open).sum();
        (ledger, open)
    };
    (feeds.into(), histories.into(), ledgers.into_iter().map(owed).collect())
}

#[test]
fn r15_what_the_first_version_wrote_is_read_as_before() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    parcel(2, 2, 1).send(&*store);
    run(store.fetch(id(1), office(2), act(2, START)));
    parcel(3, 1, 2).send(&*store);
    let before = seen(&*store);
    assert_eq!((before.0[0].len(), before.1[0].as_ref().map(Vec::len)), (4, Some(2)));
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    go_back(&file, BACK_TO_FIRST);
    let rows: i64 = file.query_row("SELECT count(*) FROM feed", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 8);
    // Names were searched by the forms in which they were written.
    let written = "UPDATE office SET name = '髙﨑ホーム', search = '髙﨑ほーむぎょうしょ' WHERE number = ?1";
    assert_eq!(file.execute(written, [office(1).as_str()]).unwrap(), 1);
    drop(file);
    let store = place.open();
    assert_eq!(seen(&*store), before);
    let found = run(store.search(by_words("ぎょうしょ")));
    assert_eq!(found.entries.len(), 2, "their names are found as before");
    for typed in ["高崎ホ", "髙﨑ホ", "高崎"] {
        let found = run(store.search(by_words(typed)));
        assert_eq!(found.entries.len(), 1, "{typed}: whichever form is typed");
    }
}

/// Makes a file of the eighth version: charges that are neither paid nor free, and nothing of what `0010_money.sql` adds; nor epochs.
const BACK_TO_EIGHTH: &str = "
    DROP INDEX approval_by_asker;
    DROP INDEX approval_by_office;
    ALTER TABLE approval DROP COLUMN answer;
    ALTER TABLE approval DROP COLUMN opened_at;
    CREATE INDEX approval_by_name ON approval (name) WHERE decided_at IS NULL;
    ALTER TABLE operator_passkey DROP COLUMN name;
    DROP TABLE epoch;
    DROP TABLE terms;
    DROP TABLE deduction_line;
    DROP TABLE deduction_file;
    DROP TABLE licence_note;
    DROP INDEX licence_entry_by_about;
    DROP INDEX licence_entry_by_campaign;
    DROP INDEX licence_deduction_by_office;
    DROP INDEX licence_charge_by_place;
    DROP INDEX licence_charge_by_begin;
    DROP INDEX licence_charge_by_begin_in;
    DROP INDEX licence_charge_unpaid;
    DROP INDEX licence_charge_unpaid_in;
    DROP INDEX licence_charge_invoiced;
    DROP INDEX licence_charge_invoiced_in;
    ALTER TABLE licence_charge DROP COLUMN prefecture;
    ALTER TABLE licence_charge DROP COLUMN fee;
    ALTER TABLE licence_charge DROP COLUMN asked;
    ALTER TABLE licence_charge DROP COLUMN due;
    ALTER TABLE licence_charge DROP COLUMN settled;
    ALTER TABLE licence_charge DROP COLUMN ended;
    DROP INDEX reminder_by_notice;
    DROP TABLE office_total;
    DROP INDEX mail_failed;
    ALTER TABLE mail DROP COLUMN address;
    ALTER TABLE reminder DROP COLUMN notice;
    ALTER TABLE recovery DROP COLUMN refused;
    DELETE FROM licence_charge WHERE state NOT IN ('open', 'asked', 'failed', 'refund');
    ALTER TABLE maintenance DROP COLUMN goes_on;
    ALTER TABLE maintenance DROP COLUMN ended_at;
    ALTER TABLE maintenance DROP COLUMN moved_to;
    PRAGMA user_version = 8;";

fn charges(file: &Connection) -> Vec<Vec<rusqlite::types::Value>> {
    let mut statement = file.prepare("SELECT * FROM licence_charge ORDER BY grant_id").unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn r15_every_charge_is_derived_by_the_migration_as_by_the_ledgers() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 10);
    let (today, amount, month) = (START.day_in_japan(), 21_000, START.day_in_japan().month_begins());
    let mut lines = 0;
    let mut append = |number: u32, deed| {
        lines += 1;
        let id = LicenceEntryId::new(START, [lines; 10]);
        let entry = LicenceEntry { id, office: office(number), deed, at: START };
        assert_eq!(run(store.append_licence(entry.into(), hub(START))), LedgerOutcome::Written);
        id
    };
    let grant = |number| licence(number, 1).id;
    let result = |request, outcome| LicenceDeed::Result { request, outcome, amount, day: today };
    let invoice = |number| LicenceDeed::Invoice { grant: grant(number), amount, due: today.plus(40) };
    let deduction = |number| LicenceDeed::Deduction { grant: grant(number), amount, month };
    let cancel = |number| LicenceDeed::Cancel { entry: grant(number), from: today };
    append(2, invoice(2));
    let failed = append(3, deduction(3));
    append(3, result(failed, PaymentOutcome::Failed));
    let paid = append(4, deduction(4));
    append(4, result(paid, PaymentOutcome::Paid));
    let refunded = append(5, invoice(5));
    append(5, result(refunded, PaymentOutcome::Paid));
    append(5, cancel(5));
    append(5, LicenceDeed::Refund { grant: grant(5), amount, day: today });
    let owed = append(6, invoice(6));
    append(6, result(owed, PaymentOutcome::Paid));
    append(6, cancel(6));
    append(7, LicenceDeed::Waive { grant: grant(7), campaign: CampaignId::new(START, [9; 10]) });
    let again = append(8, deduction(8));
    append(8, result(again, PaymentOutcome::Failed));
    let last = append(8, invoice(8));
    append(8, result(last, PaymentOutcome::Paid));
    append(9, cancel(9));
    append(10, deduction(10));
    append(10, cancel(10));
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    let before = charges(&file);
    assert_eq!(before.len(), 10);
    go_back(&file, BACK_TO_EIGHTH);
    assert_eq!(charges(&file).len(), 4, "what is paid or free was no row");
    drop(file);
    drop(place.open());
    assert_eq!(charges(&Connection::open(place.file()).unwrap()), before);
}

/// Makes a file of the tenth version: nothing of what `0011_money_in_bulk.sql` adds.
const BACK_TO_TENTH: &str = "
    DROP INDEX approval_by_asker;
    DROP INDEX approval_by_office;
    ALTER TABLE approval DROP COLUMN answer;
    ALTER TABLE approval DROP COLUMN opened_at;
    CREATE INDEX approval_by_name ON approval (name) WHERE decided_at IS NULL;
    ALTER TABLE operator_passkey DROP COLUMN name;
    DROP INDEX deduction_line_by_outcome;
    DROP INDEX licence_charge_by_place;
    DROP INDEX licence_deduction_by_office;
    CREATE INDEX licence_deduction_by_month ON licence_entry (day) WHERE kind = 'deduction';
    ALTER TABLE deduction_line DROP COLUMN outcome;
    ALTER TABLE deduction_line DROP COLUMN settled;
    ALTER TABLE licence_charge DROP COLUMN ended;
    DROP INDEX reminder_by_notice;
    DROP TABLE office_total;
    DROP INDEX mail_failed;
    ALTER TABLE mail DROP COLUMN address;
    ALTER TABLE reminder DROP COLUMN notice;
    ALTER TABLE maintenance DROP COLUMN goes_on;
    ALTER TABLE maintenance DROP COLUMN ended_at;
    ALTER TABLE maintenance DROP COLUMN moved_to;
    PRAGMA user_version = 10;";

/// What the migration derives.
fn derived(file: &Connection) -> Vec<Vec<rusqlite::types::Value>> {
    let mut all = Vec::new();
    for table in ["campaign_use", "campaign_count", "deduction_line", "built_in_terms"] {
        let mut statement = file.prepare(&format!("SELECT '{table}', * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

#[test]
fn r15_what_is_counted_beside_the_ledgers_is_derived_by_the_migration_as_by_them() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 4);
    run(store.add_operator(crate::contract::operators::new("ito", 1), hub(START)));
    let (today, amount, month) = (START.day_in_japan(), 21_000, START.day_in_japan().month_begins());
    let campaign = CampaignId::new(START, [9; 10]);
    let mut lines = 0;
    let mut append = |number: u32, deed| {
        lines += 1;
        let id = LicenceEntryId::new(START, [lines; 10]);
        let entry = LicenceEntry { id, office: office(number), deed, at: START };
        let account = exchange::account::AccountId::parse("KJ0123456789AB").unwrap();
        let text = exchange::Sha256::of(b"terms");
        let agreement = exchange::licence::Agreement { office: office(number), version: 2, text, account, at: START };
        let mut append = exchange::store::Append::from(entry);
        append.agreement = matches!(deed, LicenceDeed::Apply { .. }).then_some(agreement);
        assert_eq!(run(store.append_licence(append, hub(START))), LedgerOutcome::Written);
        id
    };
    append(1, LicenceDeed::Apply { terms: 2, payment: None });
    append(1, LicenceDeed::Waive { grant: licence(1, 1).id, campaign });
    append(2, LicenceDeed::Waive { grant: licence(2, 1).id, campaign });
    let deduction = |number| LicenceDeed::Deduction { grant: licence(number, 1).id, amount, month };
    let paid = append(3, deduction(3));
    append(4, deduction(4));
    let prefecture = exchange::office::Prefecture::new(13).unwrap();
    run(store.close_deductions(month, prefecture, crate::contract::operators::id("ito"), hub(START))).unwrap();
    append(3, LicenceDeed::Result { request: paid, outcome: PaymentOutcome::Paid, amount, day: today });
    run(store.begin_built_in_terms(2, today));
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    let before = derived(&file);
    assert_eq!(before.len(), 2 + 1 + 2 + 1);
    go_back(&file, BACK_TO_TENTH);
    drop(file);
    drop(place.open());
    assert_eq!(derived(&Connection::open(place.file()).unwrap()), before);
}

#[test]
fn s25_what_was_approved_when_the_yes_made_the_password_opens_no_letter() {
    let place = SqlitePlace::new();
    let store = prepared(&place);
    assert_eq!(run(store.ask_approval(approval(1), by("ito"))), None);
    assert_eq!(run(store.decide_approval(approval(1).id, Decision::Yes, by("sato"))), Ok(()));
    assert_eq!(run(store.approval(approval(1).id)).unwrap().standing(START), Standing::Approved);
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    go_back(&file, BACK_TO_EIGHTH);
    drop(file);
    let store = place.open();
    assert_eq!(run(store.approval(approval(1).id)).unwrap().standing(START), Standing::Opened);
}
