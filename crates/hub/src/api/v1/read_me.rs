//! Who the caller is, and whether the exchange can be used.

use super::search_offices::body;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::{refusal::Refusal, wire};
use exchange::instant::DAY;
use exchange::office::OfficeEntry;
use exchange::usecases::session::me::me;
use protocol::{LicenceBody, MaintenanceBody, Me};

/// So many days before, an app knows of a maintenance: it says so also when the hub is away by then.
const AHEAD: i64 = 7;

pub(super) async fn run(call: Call) -> Answer {
    let caller = call.caller()?;
    let own = me(call.context(), caller).await?;
    let ledger = call.hub.store.ledger(caller.office).await.map_err(Refusal::from)?;
    let today = call.at.day_in_japan();
    let running = ledger.periods().find(|(_, first, last)| *first <= today && today <= *last);
    let shown = running.or_else(|| ledger.periods().max_by_key(|(_, _, last)| *last));
    let until = |last| own.licensed_until.unwrap_or(last);
    let licence = shown.map(|(_, first, last)| LicenceBody {
        from: wire::day(first),
        until: wire::day(until(last)),
        valid: own.licensed_until.is_some(),
    });
    let office = own.office.office;
    let entry = OfficeEntry {
        number: office.number,
        name: office.name,
        kana: office.kana,
        prefecture: office.prefecture,
        services: office.services,
        state: own.office.state,
        licensed: own.licensed_until.is_some(),
    };
    let coming = call.at.plus(AHEAD * DAY);
    let maintenance = call.hub.store.next_maintenance(call.at, coming).await.map_err(Refusal::from)?;
    let answer = Me {
        office: body(&entry),
        licence,
        certificate: wire::certificate(&own.certificate, call.at),
        system_state: call.hub.state(call.at).await.map_err(Refusal::from)?,
        maintenance: maintenance.map(|window| MaintenanceBody {
            from: wire::time(window.begins),
            until: wire::time(window.ends),
            goes_on: window.goes_on,
            text: window.text,
        }),
        now: wire::time(call.at),
        contact: call.hub.config.contact.clone(),
        app_version: call.hub.config.app_version.clone(),
    };
    json(call.route.status, &answer)
}
