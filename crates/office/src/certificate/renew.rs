//! Renews the certificate with a new key. The present ones stay in use until the hub has let the new ones in; killed at
//! any step, the next run goes on from what it finds.

use super::term::{Stage, Term};
use crate::home::{Identity, Next, fresh_key};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::{Refusal, in_its_words};
use crate::store::{SenderLock, TerminalToken};
use crate::transfer::{Workplace, instant};
use evidence::Timestamp;
use evidence::certificate::{Certificate, make_request};
use protocol::{IssuedCertificate, ProblemCode, RenewRequest, Scope, SignIn, SignedIn, TerminalTokenRequest};

const STAYS: &str = "電子証明書は更新していません。いまの電子証明書を、これまでどおり使えます。";
const DAY: u64 = 24 * 3600;
/// A token for `watch` lasts no longer than this, in days.
const LONGEST_TOKEN: u64 = 90;

/// What a renewal gave.
#[derive(Debug)]
pub struct Renewed {
    /// End of the new certificate.
    pub end: Timestamp,
    /// Why the token for `watch` could not be made anew with it, when there was one.
    pub without_token: Option<Refusal>,
}

impl Workplace {
    /// Renews the certificate. The person signs in again for it (S29), with the old certificate and then with the new
    /// one, which proves that the hub lets the new one in before it takes the place of the old.
    ///
    /// # Errors
    /// Why it was not renewed; the old certificate stays in use then.
    pub async fn renew_certificate(&mut self, sign_in: &SignIn) -> Result<Renewed, Refusal> {
        let _one_at_a_time = SenderLock::of_renewal(&self.home).map_err(|error| not_kept(&error))?;
        let left = match Next::read(&self.home).map_err(|error| not_kept(&error))? {
            Next::Whole(next) => self.let_in(*next, sign_in).await?,
            Next::Key(_) | Next::Nothing => None,
        };
        let ready = match left {
            Some(ready) => Some(ready),
            None => {
                let next = self.certified(sign_in).await?;
                self.let_in(next, sign_in).await?
            }
        };
        let (next, session) = ready.ok_or_else(not_let_in)?;
        self.take_over(next, &session).await
    }

    /// Signs in with the next certificate; `None` when the hub does not know it, and it is thrown away.
    async fn let_in(&self, next: Identity, sign_in: &SignIn) -> Result<Option<(Identity, SignedIn)>, Refusal> {
        use ProblemCode as P;
        let client = ExchangeClient::new(&self.settings, &next).map_err(|error| stays(&error))?;
        match client.sign_in(sign_in).await {
            Ok(session) => Ok(Some((next, session))),
            Err(error) => match error.code() {
                Some(P::CertificateUnknown | P::CertificateRevoked | P::CertificateExpired) => {
                    Next::discard(&self.home).map_err(|error| not_kept(&error))?;
                    Ok(None)
                }
                _ => Err(stays(&error)),
            },
        }
    }

    /// A new key with its certificate, both kept before they are used.
    async fn certified(&self, sign_in: &SignIn) -> Result<Identity, Refusal> {
        if Term::of(&self.identity.certificate, self.surroundings.timestamp()).stage == Stage::Over {
            return Err(over());
        }
        let key = match Next::read(&self.home).map_err(|error| not_kept(&error))? {
            Next::Key(key) => key,
            Next::Whole(_) | Next::Nothing => {
                let key = fresh_key(&self.surroundings).map_err(|error| not_kept(&error))?;
                Next::keep_key(&key, &self.home, &self.surroundings).map_err(|error| not_kept(&error))?;
                key
            }
        };
        let csr = make_request(&self.office()?, &key).map_err(|error| not_kept(&error))?;
        let client = ExchangeClient::new(&self.settings, &self.identity).map_err(|error| stays(&error))?;
        let session = client.sign_in(sign_in).await.map_err(|error| stays(&error))?;
        let client = client.with_token(&session.access_token);
        let issued = client.renew_certificate(&RenewRequest { csr }).await.map_err(|error| stays(&error))?;
        // It was only for this; that it goes on until its end would harm nobody.
        let _ = client.sign_out().await;
        let (certificate, issuing) = self.checked(&issued)?;
        let root = self.identity.root.clone();
        let next = Identity::new(key, certificate, issuing, root).map_err(|error| not_ours(&error))?;
        Next::keep(&next, &self.home, &self.surroundings).map_err(|error| not_kept(&error))?;
        Ok(next)
    }

    /// The certificates of the answer, when they are this office's and come from the pinned root.
    fn checked(&self, issued: &IssuedCertificate) -> Result<(Certificate, Certificate), Refusal> {
        let read = |pem: &str| Certificate::from_pem(pem).map_err(|error| not_ours(&error));
        let (certificate, issuing) = (read(&issued.certificate)?, read(&issued.issuer)?);
        let ours = issued.office == self.settings.office
            && certificate.is_issued_by(&issuing)
            && issuing.is_issued_by(&self.identity.root);
        if ours { Ok((certificate, issuing)) } else { Err(not_ours(&"it is not from the pinned root")) }
    }

    /// From here on the new certificate is in use. Tokens are bound to the one before it: they are forgotten first, so that
    /// whenever this is killed no token stays that the hub refuses.
    async fn take_over(&mut self, next: Identity, session: &SignedIn) -> Result<Renewed, Refusal> {
        let of_store = |error| Refusal::from(&error);
        let (before, token) = (self.store.session().map_err(of_store)?, self.store.terminal_token().map_err(of_store)?);
        self.store.forget_tokens().map_err(of_store)?;
        if let Err(error) = Next::take_over(&self.home) {
            // The old certificate stays in use, and its tokens with it.
            before.map_or(Ok(()), |before| self.store.keep_session(&before)).map_err(of_store)?;
            token.map_or(Ok(()), |token| self.store.keep_terminal_token(&token)).map_err(of_store)?;
            return Err(not_kept(&error));
        }
        self.use_identity(next);
        self.keep(session)?;
        let end = self.identity.certificate.not_after();
        Ok(Renewed { end, without_token: self.token_anew(token, session).await.err() })
    }

    /// The token for `watch` is made anew, to the same day.
    async fn token_anew(&mut self, before: Option<TerminalToken>, session: &SignedIn) -> Result<(), Refusal> {
        let now = self.surroundings.timestamp();
        let end = before.and_then(|token| instant(&token.ends)).filter(|end| *end > now);
        let Some(end) = end else { return Ok(()) };
        let days = (end.unix() - now.unix()).div_ceil(DAY).clamp(1, LONGEST_TOKEN);
        let days = u8::try_from(days).unwrap_or(1);
        let client = ExchangeClient::new(&self.settings, &self.identity).map_err(|error| Refusal::from(&error))?;
        let request = watch_token(days);
        let made = client.with_token(&session.access_token).make_terminal_token(&request).await;
        let made = made.map_err(|error| Refusal::from(&error))?;
        let token = TerminalToken { id: made.id, token: made.token, ends: made.expires_at };
        self.store.keep_terminal_token(&token).map_err(|error| Refusal::from(&error))
    }
}

/// What `watch` needs to run without a person.
pub(crate) fn watch_token(days: u8) -> TerminalTokenRequest {
    let scopes = vec![Scope::Send, Scope::Receive, Scope::Read];
    TerminalTokenRequest { name: "renkei watch".to_owned(), scopes, days }
}

fn stays(error: &HubError) -> Refusal {
    Refusal::from(error).leaving(STAYS)
}

fn over() -> Refusal {
    Refusal::new(
        "電子証明書の期限が過ぎているため、更新できません。",
        "更新は、いまの電子証明書がまだ使えるあいだだけできます。",
        "利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。利用申請サイトにログインできないときは、運営者に連絡してください。",
        "これまでの記録は、登録し直したあともそのまま使えます。",
    )
}

fn not_let_in() -> Refusal {
    Refusal::new(
        "新しい電子証明書を受け取りましたが、まだ使えません。",
        "連携基盤が、新しい電子証明書をまだ知りません。",
        "しばらく待ってから、もう一度 renkei certificate renew を行ってください。",
        STAYS,
    )
}

fn not_ours(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "連携基盤から届いた電子証明書を確かめられませんでした。",
        in_its_words(error),
        "しばらく待ってからもう一度お試しください。続くときは、運営者に連絡してください。",
        STAYS,
    )
}

fn not_kept(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "新しい鍵と電子証明書を、このパソコンに保存できません。",
        in_its_words(error),
        "ディスクの空きと、データフォルダーに書きこむ権限があるかを確かめ、もう一度行ってください。",
        STAYS,
    )
}
