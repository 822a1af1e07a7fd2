//! Offices: searched, looked at, frozen, closed, given accounts; brought in by a file.

pub(super) mod account;
pub(super) mod batches;
pub(super) mod close;
pub(super) mod closing;
pub(super) mod edit;
pub(super) mod freeze;
pub(super) mod import;
pub(super) mod import_lines;
pub(super) mod letter;
pub(super) mod letters;
pub(super) mod licence_end;
pub(super) mod list;
pub(super) mod office;
pub(super) mod reading;
pub(super) mod worker;

use super::gate::refused;
use super::{Console, unanswered};
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::operator::office::{ReachError, reach};
use standard::OfficeNumber;
use web::Trouble;

/// The office of an address, if the operator may do this with it.
pub(super) async fn reached(
    console: &Console,
    caller: &OperatorCaller,
    duty: Duty,
    number: &str,
) -> Result<OfficeRecord, Trouble> {
    let number = OfficeNumber::parse(number).map_err(|_| Trouble::not_found())?;
    let context = console.hub.context(console.hub.now());
    reach(context, caller, duty, number).await.map_err(|error| match error {
        ReachError::Denied(denied) => refused(denied),
        ReachError::Store(error) => unanswered(error),
    })
}

/// The address of an office's page.
pub(super) fn address(number: OfficeNumber) -> String {
    format!("/offices/{number}")
}
