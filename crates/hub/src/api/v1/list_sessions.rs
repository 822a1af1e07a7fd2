//! The open sessions of the office.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::{refusal::Refusal, wire};
use exchange::permission::Right;
use exchange::usecases::session::list::sessions;
use protocol::{SessionBody, SessionList};
use std::collections::HashMap;

pub(super) async fn run(call: Call) -> Answer {
    let caller = call.caller()?;
    let open = sessions(call.context(), caller).await?;
    let certificates = call.hub.store.certificates_of(caller.office).await.map_err(Refusal::from)?;
    let serials: HashMap<_, _> = certificates.iter().map(|one| (one.thumbprint, wire::serial(&one.key))).collect();
    let own = match &caller.right {
        Right::Session(id, _) => Some(*id),
        Right::Terminal(..) => None,
    };
    let body = |session: &exchange::account::Session| SessionBody {
        id: session.id.to_string(),
        started_at: wire::time(session.started_at),
        used_at: wire::time(session.last_used_at),
        certificate_serial: serials.get(&session.certificate).cloned().unwrap_or_default(),
        current: Some(session.id) == own,
    };
    json(call.route.status, &SessionList { sessions: open.iter().map(body).collect() })
}
