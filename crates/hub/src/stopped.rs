//! What an office is told that was stopped or closed: since when, why in the words for it, and whom to ask. The same words on the
//! pages and in the answers to its app.

use crate::hub::Hub;
use crate::jobs::japanese;
use exchange::Instant;
use exchange::office::{OfficeState, OfficeStop, StopKind};
use exchange::store::StoreError;
use standard::OfficeNumber;
use web::JapanTime;

/// What is told.
pub(crate) struct Stopped {
    /// What happened, when and why.
    pub(crate) why: String,
    /// What to do.
    pub(crate) cure: String,
}

impl Stopped {
    /// Finds the words for an office.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) async fn of(hub: &Hub, number: OfficeNumber, state: OfficeState) -> Result<Self, StoreError> {
        let stops = hub.store.stops_of(number).await?;
        let ask = match &hub.config.contact {
            Some(contact) => format!("運営者にお問い合わせください。お問い合わせ先は、{contact}です。"),
            None => "運営者にお問い合わせください。".to_owned(),
        };
        Ok(match state {
            OfficeState::Closed { successor: Some(successor), reads_until } => {
                let found = hub.store.office(successor).await?;
                let name = found.map(|record| format!("「{}」", record.office.name)).unwrap_or_default();
                let stop = last(&stops, StopKind::Closed);
                Self {
                    why: format!(
                        "この事業所は、{}{name}（事業所番号 {successor}）に統合されたため、利用できません。{}",
                        since(stop, "に"),
                        told(stop)
                    ),
                    cure: format!(
                        "これからの送受信は、統合先の事業所で行ってください。{}わからないことは、{ask}",
                        reads(hub, reads_until)
                    ),
                }
            }
            OfficeState::Closed { successor: None, reads_until } => {
                let stop = last(&stops, StopKind::Closed);
                Self {
                    why: format!("この事業所は、{}廃止されたため、利用できません。{}", since(stop, "に"), told(stop)),
                    cure: format!("{}{ask}", reads(hub, reads_until)),
                }
            }
            OfficeState::Frozen | OfficeState::Active => {
                let stop = last(&stops, StopKind::Frozen);
                Self {
                    why: format!(
                        "この事業所の利用は、{}運営者が一時的に停止しています。{}",
                        since(stop, "から"),
                        told(stop)
                    ),
                    cure: format!("利用を再開するには、{ask}"),
                }
            }
        })
    }
}

fn last(stops: &[OfficeStop], kind: StopKind) -> Option<&OfficeStop> {
    stops.iter().find(|stop| stop.kind == kind)
}

/// Until when what had arrived before can be read; nothing when that is over.
fn reads(hub: &Hub, until: Option<Instant>) -> String {
    let last = until.filter(|until| hub.now() < *until).map(|until| until.minus(1).day_in_japan());
    last.map_or_else(String::new, |last| {
        format!("これまでに届いたものは、{}まで連携クライアントで保存できます。", japanese(last))
    })
}

/// Nothing for what was stopped before that was kept.
fn since(stop: Option<&OfficeStop>, particle: &str) -> String {
    stop.map(|stop| format!("{}{particle}", JapanTime::from_unix_ms(stop.at.millis()).sentence())).unwrap_or_default()
}

fn told(stop: Option<&OfficeStop>) -> String {
    match stop.map(|stop| stop.why.told.as_str()) {
        None | Some("") => String::new(),
        Some(told) => format!("理由は、次のとおりです。「{told}」"),
    }
}
