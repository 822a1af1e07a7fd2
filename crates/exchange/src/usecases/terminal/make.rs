//! Making a terminal token: by a person, for the certificate of the connection, shown once.

use thiserror::Error;

use crate::account::{Scopes, TERMINAL_TOKEN_DAYS, TerminalToken};
use crate::id::TerminalTokenId;
use crate::instant::DAY;
use crate::permission::{Caller, Deed, Denied, Right};
use crate::ports::random;
use crate::secret::Secret;
use crate::store::StoreError;
use crate::usecases::Context;

/// What a person asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakeTokenInput {
    /// The token's rights.
    pub scopes: Scopes,
    /// How many days it lasts.
    pub days: i64,
    /// What the office calls it, 1 to 60 characters.
    pub label: String,
}

/// Why no token is made.
#[derive(Debug, Error)]
pub enum MakeTokenError {
    /// Only a person may.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The session that asks has ended meanwhile.
    #[error("the session has ended meanwhile")]
    SessionOver,
    /// No right was asked for.
    #[error("a token needs at least one right")]
    NoScope,
    /// Not between 1 and 90 days.
    #[error("a token lasts 1 to {TERMINAL_TOKEN_DAYS} days")]
    Days,
    /// An empty, long or unprintable label.
    #[error("a token's label has 1 to 60 characters")]
    Label,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a token. The secret is given once and cannot be read again.
pub async fn make_token(
    context: Context<'_>,
    caller: &Caller,
    input: MakeTokenInput,
) -> Result<(TerminalToken, Secret), MakeTokenError> {
    caller.may(Deed::ManageTokens)?;
    if input.scopes == Scopes::default() {
        return Err(MakeTokenError::NoScope);
    }
    if !(1..=TERMINAL_TOKEN_DAYS).contains(&input.days) {
        return Err(MakeTokenError::Days);
    }
    let length = input.label.chars().count();
    if !(1..=60).contains(&length) || input.label.chars().any(char::is_control) {
        return Err(MakeTokenError::Label);
    }
    let secret = Secret::from_random(random(context.randomness));
    let token = TerminalToken {
        id: TerminalTokenId::new(context.at, random(context.randomness)),
        office: caller.office,
        certificate: caller.thumbprint,
        hash: secret.hash(),
        scopes: input.scopes,
        label: input.label,
        made_at: context.at,
        until: context.at.plus(input.days * DAY),
        revoked_at: None,
        used_at: None,
    };
    let Right::Session(session, _) = &caller.right else { return Err(MakeTokenError::Denied(Denied::Scope)) };
    if !context.store.make_terminal_token(token.clone(), *session, context.act(caller.actor())).await? {
        return Err(MakeTokenError::SessionOver);
    }
    Ok((token, secret))
}
