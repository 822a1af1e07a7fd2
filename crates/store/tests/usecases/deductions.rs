//! A month's deductions: made by parts, cut off and gone on with, taken in twice, within the operator's prefecture.

use super::world::*;
use crate::support::*;
use exchange::instant::Day;
use exchange::licence::{ChargeState, Payment, PaymentOutcome};
use exchange::office::{NewOffice, Prefecture};
use exchange::operator::{OperatorCaller, OperatorDenied, Role};
use exchange::usecases::licence::deductions::{DeductionError, DeductionResult, Taken, make_file, take_results};
use exchange::usecases::licence::grant::{GrantInput, grant};
use exchange::usecases::licence::payment::deduct;
use exchange::{Actor, Sha256};
use pollster::block_on;

/// More than are asked for in one transaction.
const MANY: u32 = 450;

fn tokyo() -> Prefecture {
    Prefecture::new(13).unwrap()
}

pub(super) fn caller(role: Role) -> OperatorCaller {
    let id = crate::contract::operators::id("ito");
    OperatorCaller { id, name: "運用 担当".to_owned(), role, token: Sha256::of(b"token"), is_fresh: true }
}

/// Offices 11 and following, whose licences are paid by deduction.
fn with_deductions() -> World {
    let world = World::new();
    run(world.store.add_operator(crate::contract::operators::new("ito", 1), hub(START)));
    let new = |number| -> NewOffice { new_office(number, &format!("事業所{number}"), "ジギョウショ") };
    run(world.store.put_offices((11..11 + MANY).map(new).collect(), hub(START)));
    for number in 11..11 + MANY {
        let wanted = GrantInput { office: office(number), first: None, payment: Some(Payment::Deduction) };
        block_on(grant(world.now(), Actor::Hub, wanted)).unwrap();
    }
    world
}

fn make(world: &World, role: Role, month: Day) -> Result<exchange::store::DeductionFile, DeductionError> {
    block_on(make_file(world.now(), &caller(role), month, tokyo()))
}

#[test]
fn a_file_that_was_cut_off_is_gone_on_with_and_its_results_are_written_once() {
    let world = with_deductions();
    let month = START.day_in_japan().month_begins();
    let first = run(world.store.ledger(office(11))).charges()[0].grant;
    block_on(deduct(world.now(), Actor::Hub, office(11), first, month)).unwrap();
    let file = make(&world, Role::Clerk, month).unwrap();
    assert_eq!((file.lines, file.amount), (MANY.into(), u64::from(MANY) * 21_000));
    assert_eq!(make(&world, Role::Clerk, month).unwrap(), file);
    assert!(matches!(make(&world, Role::Clerk, month.next_month()), Err(DeductionError::Nothing)));
    let lines = run(world.store.deduction_lines(month, tokyo()));
    let results = lines.iter().enumerate().map(|(at, line)| DeductionResult {
        office: line.office,
        request: line.request,
        outcome: if at == 0 { PaymentOutcome::Failed } else { PaymentOutcome::Paid },
        amount: line.amount,
        day: month,
    });
    let results: Vec<_> = results.collect();
    let take = |results: &[DeductionResult]| {
        block_on(take_results(world.now(), &caller(Role::Clerk), tokyo(), results)).unwrap()
    };
    let (half, all) = (u64::from(MANY / 2), u64::from(MANY));
    assert_eq!(take(&results[..MANY as usize / 2]), Taken { written: half, known: 0, refused: 0 });
    assert_eq!(take(&results), Taken { written: all - half, known: half, refused: 0 });
    assert_eq!(take(&results), Taken { written: 0, known: all, refused: 0 });
    let other = DeductionResult { outcome: PaymentOutcome::Paid, ..results[0] };
    assert_eq!(take(&[other]), Taken { written: 0, known: 0, refused: 1 }, "what is written stays");
    let charge = |number| run(world.store.ledger(office(number))).charges()[0];
    assert_eq!((charge(11).state, charge(12).state), (ChargeState::Failed, ChargeState::Paid));
    let next = make(&world, Role::Clerk, month.next_month()).unwrap();
    assert_eq!(next.lines, 1, "what failed is asked for again in the next month");
}

#[test]
fn s30_a_file_is_made_and_answered_within_the_prefecture_alone() {
    let world = with_deductions();
    let month = START.day_in_japan().month_begins();
    let osaka = Role::Federation(Prefecture::new(27).unwrap());
    let denied = |error| matches!(error, DeductionError::Denied(OperatorDenied::NotFound));
    assert!(make(&world, osaka, month).is_err_and(denied));
    assert!(make(&world, Role::Viewer, month).is_err());
    assert!(block_on(take_results(world.now(), &caller(osaka), tokyo(), &[])).is_err_and(denied));
    assert_eq!(run(world.store.deduction_files(None)), [], "and nothing was asked for");
    assert_eq!(run(world.store.ledger(office(11))).charges()[0].state, ChargeState::Open);
    assert!(make(&world, Role::Federation(tokyo()), month).is_ok());
    assert!(matches!(make(&world, Role::Clerk, month.next_month().next_month()), Err(DeductionError::Month)));
}
