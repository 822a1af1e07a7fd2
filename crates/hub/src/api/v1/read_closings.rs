//! Offices that are closed or will be: the caller's own, and those it exchanges transmissions with.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire;
use exchange::office::ClosedPartner;
use exchange::usecases::office::closed::closed_offices;
use protocol::{ClosedOffice, ClosingPage, ClosingQuery, Successor};
use standard::OfficeNumber;

pub(super) async fn run(call: Call) -> Answer {
    let asked: ClosingQuery = call.query()?;
    let only = asked.office.as_deref();
    let only = only.map(|text| OfficeNumber::parse(text).map_err(|_| Refusal::value("office", "10文字の事業所番号")));
    let found = closed_offices(call.context(), call.caller()?, only.transpose()?).await?;
    let offices = found.offices.iter().map(body).collect();
    json(call.route.status, &ClosingPage { own: found.own.as_ref().map(body), offices })
}

fn body(closed: &ClosedPartner) -> ClosedOffice {
    let successor = |(number, name): &(OfficeNumber, String)| Successor { number: number.to_string(), name: name.clone() };
    ClosedOffice {
        number: closed.office.to_string(),
        name: closed.name.clone(),
        from: wire::day(closed.from),
        reads_until: closed.reads_until.map(|until| wire::day(until.minus(1).day_in_japan())),
        successor: closed.successor.as_ref().map(successor),
    }
}
