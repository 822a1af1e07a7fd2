//! Who may do what on which object: the one place. A foreign id is "not found", never "forbidden" (S30).

use thiserror::Error;

use crate::account::{AccountId, Scope, Scopes};
use crate::actor::Actor;
use crate::certificate::CertificateKey;
use crate::id::{SessionId, TerminalTokenId};
use crate::transmission::Change;
use evidence::Sha256;
use standard::OfficeNumber;

/// Who asks: an office, through a certificate and a session or terminal token bound to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The office, as certificate and token say alike.
    pub office: OfficeNumber,
    /// The certificate of the connection.
    pub certificate: CertificateKey,
    /// Its thumbprint.
    pub thumbprint: Sha256,
    /// By what right.
    pub right: Right,
    /// The office is closed: for a time it reads what had arrived before, signs for it and exports its evidence.
    pub is_closed: bool,
}

/// By what right an office asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// A person's session.
    Session(SessionId, AccountId),
    /// A terminal's token with some rights.
    Terminal(TerminalTokenId, Scopes),
}

/// What an office can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Send a transmission.
    Send,
    /// Take a transmission back.
    Withdraw,
    /// Be given a container or a document.
    Fetch,
    /// Sign for a container.
    Acknowledge,
    /// Tell how the import went.
    ReportImport,
    /// Read inbox, sent list or event stream.
    ReadList,
    /// Read the receipts of a transmission.
    ReadReceipts,
    /// Search the directory, read notices, see one's own office.
    ReadOffice,
    /// See and end sessions.
    ManageSessions,
    /// Make, see and revoke terminal tokens.
    ManageTokens,
    /// See and revoke the office's certificates.
    ManageCertificates,
}

/// Which side of a transmission an office is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// It sent it.
    Sender,
    /// It is for it.
    Recipient,
}

/// Why somebody is not let.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Denied {
    /// No such thing, as far as this office is concerned.
    #[error("there is no such thing for this office")]
    NotFound,
    /// The terminal token lacks the right.
    #[error("the terminal token has no right to this")]
    Scope,
    /// The office is closed: it sends nothing, and no terminal of it gets anything new.
    #[error("the office is closed, it can only read what had arrived before")]
    Closed,
    /// Only the other side of the transmission can do this.
    #[error("only the other side of the transmission can do this")]
    OtherSide,
}

impl Caller {
    /// The caller as events and the audit log name it.
    pub fn actor(&self) -> Actor {
        match &self.right {
            Right::Session(_, account) => Actor::Account(self.office, *account),
            Right::Terminal(token, _) => Actor::Terminal(self.office, *token),
        }
    }

    /// Whether the caller may do this at all.
    pub fn may(&self, deed: Deed) -> Result<(), Denied> {
        if self.is_closed && deed == Deed::Send {
            return Err(Denied::Closed);
        }
        match &self.right {
            Right::Session(..) => Ok(()),
            Right::Terminal(_, scopes) => {
                let right = scope_of(deed).is_some_and(|scope| scopes.has(scope));
                right.then_some(()).ok_or(Denied::Scope)
            }
        }
    }

    /// Whether the caller may do this on a transmission between these two.
    pub fn may_on(&self, deed: Deed, sender: OfficeNumber, recipient: OfficeNumber) -> Result<Party, Denied> {
        let party = party(self.office, sender, recipient).ok_or(Denied::NotFound)?;
        self.may(deed)?;
        match side_of_deed(deed) {
            Some(side) if side != party => Err(Denied::OtherSide),
            _ => Ok(party),
        }
    }
}

/// The side an office is on; `None` for a third.
pub fn party(office: OfficeNumber, sender: OfficeNumber, recipient: OfficeNumber) -> Option<Party> {
    if office == sender {
        Some(Party::Sender)
    } else if office == recipient {
        Some(Party::Recipient)
    } else {
        None
    }
}

/// The side that makes a change; `None` for the hub's own.
pub const fn side_of_change(change: Change) -> Option<Party> {
    match change {
        Change::Withdraw => Some(Party::Sender),
        Change::Fetch | Change::Receive | Change::Import | Change::Reject => Some(Party::Recipient),
        Change::Expire => None,
    }
}

const fn side_of_deed(deed: Deed) -> Option<Party> {
    match deed {
        Deed::Withdraw => Some(Party::Sender),
        Deed::Acknowledge | Deed::ReportImport => Some(Party::Recipient),
        _ => None,
    }
}

/// The right that a terminal token needs; `None` when only a person may.
const fn scope_of(deed: Deed) -> Option<Scope> {
    match deed {
        Deed::Send | Deed::Withdraw => Some(Scope::Send),
        Deed::Fetch | Deed::Acknowledge | Deed::ReportImport => Some(Scope::Receive),
        Deed::ReadList | Deed::ReadReceipts | Deed::ReadOffice => Some(Scope::ReadList),
        Deed::ManageSessions | Deed::ManageTokens | Deed::ManageCertificates => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;

    fn caller(office: &str, scopes: Option<Scopes>) -> Caller {
        let id = TerminalTokenId::new(Instant::from_millis(1), [1; 10]);
        let session = SessionId::new(Instant::from_millis(1), [1; 10]);
        let account = AccountId::parse("KJ0123456789AB").unwrap();
        Caller {
            office: OfficeNumber::parse(office).unwrap(),
            certificate: CertificateKey::new(b"issuer", &[1]).unwrap(),
            thumbprint: Sha256::of(b"certificate"),
            right: scopes.map_or(Right::Session(session, account), |scopes| Right::Terminal(id, scopes)),
            is_closed: false,
        }
    }

    #[test]
    fn s30_a_third_office_finds_nothing_whatever_it_asks() {
        let (a, b) = (OfficeNumber::parse("1370000001").unwrap(), OfficeNumber::parse("1370000002").unwrap());
        for deed in [Deed::Withdraw, Deed::Fetch, Deed::Acknowledge, Deed::ReportImport, Deed::ReadReceipts] {
            assert_eq!(caller("1370000003", None).may_on(deed, a, b), Err(Denied::NotFound));
            let weak = caller("1370000003", Some(Scopes::of(&[])));
            assert_eq!(weak.may_on(deed, a, b), Err(Denied::NotFound), "a weak token learns no more");
        }
        assert_eq!(caller("1370000001", None).may_on(Deed::Acknowledge, a, b), Err(Denied::OtherSide));
        assert_eq!(caller("1370000002", None).may_on(Deed::Withdraw, a, b), Err(Denied::OtherSide));
        assert_eq!(caller("1370000002", None).may_on(Deed::Fetch, a, b), Ok(Party::Recipient));
    }

    #[test]
    fn s30_a_closed_office_reads_and_signs_and_sends_nothing() {
        let (a, b) = (OfficeNumber::parse("1370000001").unwrap(), OfficeNumber::parse("1370000002").unwrap());
        let closed = Caller { is_closed: true, ..caller("1370000002", None) };
        assert_eq!(closed.may(Deed::Send), Err(Denied::Closed));
        for deed in [Deed::Fetch, Deed::Acknowledge, Deed::ReportImport, Deed::ReadReceipts] {
            assert_eq!(closed.may_on(deed, a, b), Ok(Party::Recipient), "{deed:?}");
        }
        assert_eq!(closed.may_on(Deed::Withdraw, b, a), Ok(Party::Sender), "what nobody has fetched can be taken back");
    }

    #[test]
    fn s28_a_terminal_token_has_its_scopes_only() {
        let send = caller("1370000001", Some(Scopes::of(&[Scope::Send])));
        assert_eq!(send.may(Deed::Send), Ok(()));
        assert_eq!(send.may(Deed::Fetch), Err(Denied::Scope));
        let all = caller("1370000001", Some(Scopes::of(&[Scope::Send, Scope::Receive, Scope::ReadList])));
        assert_eq!(all.may(Deed::ManageTokens), Err(Denied::Scope));
        assert_eq!(all.may(Deed::ManageSessions), Err(Denied::Scope));
        assert_eq!(all.may(Deed::ManageCertificates), Err(Denied::Scope));
    }
}
