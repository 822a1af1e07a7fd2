//! Offices as the pages show them: what the directory of the hub says, together with what this office knows of them.

use super::Seat;
use super::words::{prefecture, service};
use crate::refusal::Refusal;
use crate::store::StoreError;
use desk::Trouble;
use desk::mailbox::{Connection, Partner, PartnerState};
use protocol::{OfficeBody, ProblemCode};

/// Longest wait for the directory, in seconds.
pub(super) const PATIENCE: u64 = 3;

impl Seat {
    /// An office by its number, from the hub; with the hub away as this PC knows it. `None`: the directory has no such
    /// office.
    ///
    /// # Errors
    /// The hub is away, and this PC does not know the office.
    pub(super) fn look_up(&mut self, number: &str) -> Result<Option<Partner>, Trouble> {
        if self.is_away() && self.place.store.recipient(number)?.is_some() {
            return Ok(Some(self.known(number)?));
        }
        let asked = number.to_owned();
        let said = self.wait(PATIENCE, async |place| match place.client().await?.office(&asked).await {
            Ok(office) => Ok(Some(office)),
            Err(error) if error.code() == Some(ProblemCode::NotFound) => Ok(None),
            Err(error) => Err(Refusal::from(&error)),
        });
        match said {
            Ok(Some(office)) => {
                self.place.store.keep_recipient(&office)?;
                if !office.licensed {
                    self.ask_whether_closed(number);
                }
                Ok(Some(self.partner_of(&office)?))
            }
            Ok(None) => Ok(None),
            Err(_) if self.place.store.recipient(number)?.is_some() => Ok(Some(self.known(number)?)),
            Err(refusal) => Err(refusal.into()),
        }
    }

    /// An office of the directory with what this office knows of it.
    pub(super) fn partner_of(&self, office: &OfficeBody) -> Result<Partner, StoreError> {
        let own = self.place.store.partner(&office.number)?;
        let closed = self.closed_of(&office.number);
        let state = match &closed {
            Some(closed) if closed.has_come => PartnerState::Closed,
            _ if office.licensed => PartnerState::Active,
            _ => PartnerState::Unlicensed,
        };
        Ok(Partner {
            number: office.number.clone(),
            name: office.name.clone(),
            kana: office.kana.clone(),
            place: prefecture(&office.prefecture).to_owned(),
            services: office.service_types.iter().map(|code| service(code)).collect(),
            state,
            first_time: own.is_first_time(),
            favourite: own.favourite,
            closed: closed.map(Box::new),
        })
    }

    /// An office as this PC knows it; of one that it never asked for only the number.
    pub(super) fn known(&self, number: &str) -> Result<Partner, StoreError> {
        if let Some(office) = self.place.store.recipient(number)? {
            return self.partner_of(&office);
        }
        let own = self.place.store.partner(number)?;
        Ok(Partner { first_time: own.is_first_time(), favourite: own.favourite, ..stranger(number, number) })
    }

    /// The last thing the hub did was not to answer.
    pub(super) fn is_away(&self) -> bool {
        matches!(self.shared.memory().connection, Connection::Away { .. })
    }
}

/// An office of which nothing but number and name is known.
pub(super) fn stranger(number: &str, name: &str) -> Partner {
    Partner {
        number: number.to_owned(),
        name: name.to_owned(),
        kana: String::new(),
        place: String::new(),
        services: Vec::new(),
        state: PartnerState::Active,
        first_time: false,
        favourite: false,
        closed: None,
    }
}
