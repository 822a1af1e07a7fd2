//! Offices that are closed or will be: what the hub said of them, as the pages show it.

use super::directory::PATIENCE;
use super::{Seat, Shared};
use crate::catalogue::{Common, Passed, WantedSent};
use crate::refusal::Refusal;
use desk::Trouble;
use desk::mailbox::{Closed, Lost};
use protocol::{ClosedOffice, ClosingPage, ClosingQuery, Me};
use standard::Date;

impl Seat {
    /// What is known of an office's closing.
    pub(super) fn closed_of(&self, number: &str) -> Option<Closed> {
        self.shared.closed_of(number)
    }

    /// Keeps what the hub said.
    pub(super) fn keep_closings(&self, closings: ClosingPage) {
        // What is only shown need not stop anything when it cannot be kept.
        let _ = self.shared.on_ground(|ground| ground.keep_closings(&closings).map_err(Trouble::from));
        self.shared.memory().closings = closings;
    }

    /// Asks whether an office that cannot be sent to is closed, and who takes over.
    pub(super) fn ask_whether_closed(&mut self, number: &str) {
        let query = ClosingQuery { office: Some(number.to_owned()) };
        let said = self.wait(PATIENCE, async |place| {
            place.client().await?.closings(&query).await.map_err(|error| Refusal::from(&error))
        });
        // Without an answer it is shown as one that cannot be sent to.
        let Ok(said) = said else { return };
        let mut closings = self.shared.memory().closings.clone();
        closings.offices.retain(|one| one.number != number);
        closings.offices.extend(said.offices);
        self.keep_closings(closings);
    }
}

impl Shared {
    /// What is known of an office's closing.
    pub(super) fn closed_of(&self, number: &str) -> Option<Closed> {
        let memory = self.memory();
        let found = memory.closings.offices.iter().find(|one| one.number == number)?;
        Some(self.closed(found))
    }

    /// Its own closing has come.
    pub(super) fn is_closed(&self) -> bool {
        let own = self.memory().closings.own.clone();
        own.is_some_and(|own| self.closed(&own).has_come)
    }

    /// What the first page of a closed office says.
    pub(super) fn closed_words(&self, me: Option<&Me>) -> Option<String> {
        let own = self.memory().closings.own.clone()?;
        let closed = self.closed(&own);
        if !closed.has_come {
            return None;
        }
        let became = closed.successor.as_ref().map_or_else(
            || "廃止されました".to_owned(),
            |(number, name)| format!("{name}（事業所番号{number}）に統合されました"),
        );
        let reads = closed.reads_until.map(|until| {
            format!("\n送ることも、新しく受け取ることもできません。{until}までは、届いていたものの保存、受領証の発行、証跡の保存ができます。")
        });
        let contact = me.and_then(|me| me.contact.as_deref());
        let contact = contact.map(|contact| format!("\nお問い合わせ先（運営者）: {contact}"));
        Some(format!("{}に、{became}。{}{}", closed.day, reads.unwrap_or_default(), contact.unwrap_or_default()))
    }

    /// Closed offices that have not fetched what was sent to them.
    pub(super) fn lost(&self) -> Vec<Lost> {
        let closings = self.memory().closings.offices.clone();
        let catalogue = self.catalogue();
        let lost = closings.iter().filter_map(|one| {
            let closed = self.closed(one);
            let office = Some(one.number.clone());
            let wanted = WantedSent { passed: Some(Passed::Unfetched), office, common: Common::default() };
            let count = catalogue.sent(&wanted, 0, 1).total as u64;
            let lost = Lost { office: (one.number.clone(), one.name.clone()), closed, count };
            (count > 0 && lost.closed.has_come).then_some(lost)
        });
        lost.collect()
    }

    fn closed(&self, one: &ClosedOffice) -> Closed {
        let (from, today) = (Date::parse(one.from.replace('-', "").as_bytes()), self.now().day());
        Closed {
            has_come: from <= today,
            day: sentence(&one.from),
            reads_until: one.reads_until.as_deref().map(sentence),
            successor: one.successor.as_ref().map(|next| (next.number.clone(), next.name.clone())),
        }
    }
}

/// A day `2026-12-01` as a sentence has it.
fn sentence(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_in_a_sentence() {
        assert_eq!(super::sentence("2026-12-01"), "2026年12月1日");
    }
}
