//! Signing in: certificate, then the app's ID and password, then the KJ account and its password.
//!
//! Unknown, wrong and waiting get one answer after the same number of password computations (S23).

use thiserror::Error;

use super::{CertificateRefused, Connection, SessionRules, SignedIn, Tokens, admits};
use crate::account::{AccountId, CredentialName, Session, SystemId, ThrottleKey};
use crate::actor::{Act, Actor};
use crate::audit::{AuditKind, AuditLeaf, Subject};
use crate::certificate::CertificateRecord;
use crate::id::SessionId;
use crate::instant::Instant;
use crate::ports::{HasherBusy, PasswordHash, PasswordHasher, Verdict, random};
use crate::secret::{Password, Secret};
use crate::store::{Credential, PasswordChange, ProvenPassword, StoreError};
use crate::usecases::Context;

/// What a person enters.
#[derive(Debug)]
pub struct SignInInput {
    /// The app's ID.
    pub system: SystemId,
    /// Its password.
    pub system_password: Password,
    /// 事業所のユーザID.
    pub account: AccountId,
    /// Its password.
    pub account_password: Password,
}

/// Why nobody is let in.
#[derive(Debug, Error)]
pub enum SignInError {
    /// The certificate or its office does not let in.
    #[error(transparent)]
    Certificate(#[from] CertificateRefused),
    /// Unknown, wrong, or waiting after too many failures: one answer for all.
    #[error("the sign-in is refused")]
    Refused,
    /// Right, but these are first passwords: others must be chosen before.
    #[error("a first password must be changed before the first sign-in")]
    FirstPasswords(Vec<CredentialName>),
    /// Right, but the time of this first password is over since then: it can no longer be changed (S25).
    #[error("the time of a first password is over")]
    FirstPasswordOver(CredentialName, Instant),
    /// Right, but its time is over by the operator's wish: another must be chosen before.
    #[error("a password whose time is over must be changed before the sign-in")]
    PasswordOver(CredentialName),
    /// Too many sign-ins are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs a person of an office in.
pub async fn sign_in(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    rules: &SessionRules,
    connection: &Connection,
    input: SignInInput,
) -> Result<SignedIn, SignInError> {
    let certificate = known_certificate(context, connection).await?;
    let names = [CredentialName::System(input.system.clone()), CredentialName::Account(input.account)];
    let key = ThrottleKey::Certificate(connection.thumbprint);
    let waiting = is_waiting(context, &key).await?;
    let mut found = Vec::new();
    let mut right = !waiting;
    for (name, password) in names.into_iter().zip([&input.system_password, &input.account_password]) {
        let credential = context.store.credential(name).await?.filter(|known| known.office == certificate.office);
        let verdict = hasher.verify(password, credential.as_ref().map(|known| &known.password)).await?;
        right &= verdict != Verdict::Wrong && credential.is_some();
        found.extend(credential.map(|known| (known, verdict, password)));
    }
    if !right {
        refuse(context, key, waiting, context.act(Actor::Office(certificate.office))).await?;
        return Err(SignInError::Refused);
    }
    if let Some((name, until)) = found.iter().find_map(|(known, ..)| over(context, known)) {
        return Err(SignInError::FirstPasswordOver(name, until));
    }
    let first = found.iter().filter(|(known, ..)| known.first_until.is_some()).map(|(known, ..)| known.name.clone());
    let first: Vec<CredentialName> = first.collect();
    if !first.is_empty() {
        return Err(SignInError::FirstPasswords(first));
    }
    if let Some((over, ..)) = found.iter().find(|(known, ..)| rules.passwords.is_over(known.changed_at, context.at)) {
        return Err(SignInError::PasswordOver(over.name.clone()));
    }
    context.store.forget_failures(vec![key]).await?;
    let mut proven = Vec::new();
    for (known, verdict, password) in &found {
        proven.push((known.name.clone(), rehash(context, hasher, known, *verdict, password).await?));
    }
    open(context, rules, connection, &certificate, input, proven).await
}

/// The certificate of the connection, when it lets in now.
pub(crate) async fn known_certificate(
    context: Context<'_>,
    connection: &Connection,
) -> Result<CertificateRecord, SignInError> {
    let found = context.store.certificate(connection.certificate).await?;
    let certificate = found.filter(|known| known.thumbprint == connection.thumbprint);
    let certificate = certificate.ok_or(CertificateRefused::Unknown)?;
    let office = context.store.office(certificate.office).await?.ok_or(CertificateRefused::Unknown)?;
    admits(certificate.state(context.at), certificate.office, office.state, context.at)?;
    Ok(certificate)
}

pub(crate) async fn is_waiting(context: Context<'_>, key: &ThrottleKey) -> Result<bool, StoreError> {
    let states = context.store.throttle(vec![key.clone()]).await?;
    Ok(states.iter().flatten().any(|state| state.is_waiting(context.at)))
}

/// Counts and records a refused sign-in. A try while waiting is refused unseen and does not lengthen the wait.
pub(crate) async fn refuse(context: Context<'_>, key: ThrottleKey, waiting: bool, act: Act) -> Result<(), StoreError> {
    if !waiting {
        return context.store.count_failure(vec![key], act).await;
    }
    let subject = Subject::new("throttle", key.text());
    context.store.record(AuditLeaf::new(&act, AuditKind::SignInRefused, &subject, None, None)).await
}

/// The name of a first password whose time is over, and since when.
fn over(context: Context<'_>, known: &Credential) -> Option<(CredentialName, Instant)> {
    known.first_until.filter(|until| *until <= context.at).map(|until| (known.name.clone(), until))
}

/// Stores the hash with today's parameters when the stored one has older ones (S21); gives the one that is stored.
async fn rehash(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    known: &Credential,
    verdict: Verdict,
    password: &Password,
) -> Result<PasswordHash, SignInError> {
    if verdict != (Verdict::Right { rehash: true }) {
        return Ok(known.password.clone());
    }
    let anew = hasher.hash(password.expose()).await?;
    let change = PasswordChange {
        name: known.name.clone(),
        password: anew.clone(),
        first_until: None,
        expected: Some(known.password.clone()),
        ends_sessions: false,
    };
    // Changed meanwhile: what was entered opens nothing any more.
    let stored = context.store.set_password(change, context.act(Actor::Hub)).await?;
    if stored { Ok(anew) } else { Err(SignInError::Refused) }
}

async fn open(
    context: Context<'_>,
    rules: &SessionRules,
    connection: &Connection,
    certificate: &CertificateRecord,
    input: SignInInput,
    proven: Vec<ProvenPassword>,
) -> Result<SignedIn, SignInError> {
    let (access, refresh) =
        (Secret::from_random(random(context.randomness)), Secret::from_random(random(context.randomness)));
    let session = Session {
        id: SessionId::new(context.at, random(context.randomness)),
        office: certificate.office,
        system: input.system,
        account: input.account,
        certificate: connection.thumbprint,
        access: access.hash(),
        access_until: context.at.plus(rules.limits.access),
        refresh: refresh.hash(),
        refresh_until: context.at.plus(rules.limits.refresh),
        started_at: context.at,
        last_used_at: context.at,
        ended: None,
    };
    let act = context.act(Actor::Account(session.office, session.account));
    if !context.store.open_session(session.clone(), proven, act).await? {
        return Err(SignInError::Refused);
    }
    let (access_until, refresh_until) = (session.access_until, session.refresh_until);
    Ok(SignedIn { session, tokens: Tokens { access, access_until, refresh, refresh_until } })
}
