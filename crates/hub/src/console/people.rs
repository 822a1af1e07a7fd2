//! Operators as their colleagues know them: by name and organisation, not by the id.

use super::{Console, site, unanswered, words};
use exchange::OperatorId;
use exchange::operator::{Operator, Role};
use web::Trouble;

/// Every operator there is or was.
pub(super) struct People(Vec<Operator>);

impl People {
    /// Reads them.
    pub(super) async fn read(console: &Console) -> Result<Self, Trouble> {
        Ok(Self(console.hub.store.operators().await.map_err(unanswered)?))
    }

    /// The name with the organisation or role.
    pub(super) fn named(&self, id: &OperatorId) -> String {
        let known = self.0.iter().find(|operator| operator.id == *id);
        known.map_or_else(|| id.as_str().to_owned(), |known| format!("{}（{}）", known.name, organisation(known.role)))
    }

    /// The administrators who can help somebody, that is the others.
    pub(super) fn administrators_beside(&self, own: &OperatorId) -> Vec<String> {
        let others = self.0.iter().filter(|other| other.is_active && other.role == Role::Admin && other.id != *own);
        others.map(|other| other.name.clone()).collect()
    }
}

/// Where somebody sits, in few words.
fn organisation(role: Role) -> String {
    match role {
        Role::Federation(prefecture) => format!("{}国保連合会", words::prefecture(prefecture)),
        other => site::role(other),
    }
}
