//! The signed-in client: access tokens are renewed in time, by one process at a time.

use super::deliver::WAITS;
use super::{Delivery, Workplace};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::store::{SenderLock, Session};
use evidence::Timestamp;
use evidence::certificate::TrustStore;
use protocol::{ProblemCode, SignedIn};

/// A token that ends within so many seconds is renewed first.
const SOON: u64 = 120;

impl Workplace {
    /// The client with the session of a person.
    ///
    /// # Errors
    /// When nobody is signed in, or the session cannot be renewed.
    pub async fn client(&self) -> Result<ExchangeClient, Refusal> {
        let client = ExchangeClient::new(&self.settings, &self.identity).map_err(|error| Refusal::from(&error))?;
        self.in_session(&client).await
    }

    /// The same connection with the session as it is now: whoever renews it ends the access token before.
    ///
    /// # Errors
    /// As [`Workplace::client`].
    pub async fn in_session(&self, client: &ExchangeClient) -> Result<ExchangeClient, Refusal> {
        let session = self.stored()?;
        if self.lasts(&session.access_ends) {
            return Ok(client.with_token(&session.access));
        }
        let _one_at_a_time =
            SenderLock::of_session(&self.home).map_err(|error| Refusal::of_file(self.home.folder(), &error))?;
        // Another process may have renewed it while this one waited.
        let session = self.stored()?;
        if self.lasts(&session.access_ends) {
            return Ok(client.with_token(&session.access));
        }
        if !self.lasts(&session.refresh_ends) {
            return Err(signed_out());
        }
        let renewed = client.refresh(&session.refresh).await.map_err(|error| Refusal::from(&error))?;
        self.keep(&renewed)?;
        Ok(client.with_token(&renewed.access_token))
    }

    /// [`Workplace::deliver`] for a person, over a connection that may last longer than an access token.
    ///
    /// # Errors
    /// As [`Workplace::deliver`].
    pub async fn deliver_in_session(
        &mut self,
        connection: &ExchangeClient,
        trust: &TrustStore,
        id: &str,
    ) -> Result<Delivery, Refusal> {
        let client = match self.in_session(connection).await {
            Ok(client) => client,
            Err(refusal) if refusal.away => return Ok(Delivery::Waiting(refusal.leaving(WAITS))),
            Err(refusal) => return Ok(Delivery::Stopped(refusal.leaving(WAITS))),
        };
        let delivery = self.deliver(&client, trust, id).await?;
        if matches!(&delivery, Delivery::Stopped(refusal) if refusal.is_of_session()) {
            // It may have been renewed while this was on its way; then it goes with the new token.
            match self.in_session(connection).await {
                Ok(now) if !now.has_token_of(&client) => return self.deliver(&now, trust, id).await,
                _ => {}
            }
        }
        Ok(delivery)
    }

    /// The client with the terminal token, else with the session.
    ///
    /// # Errors
    /// As [`Workplace::client`].
    pub async fn client_for_watch(&self) -> Result<ExchangeClient, Refusal> {
        let token = self.store.terminal_token().map_err(|error| Refusal::from(&error))?;
        match token.filter(|token| self.lasts(&token.ends)) {
            Some(token) => {
                let client =
                    ExchangeClient::new(&self.settings, &self.identity).map_err(|error| Refusal::from(&error))?;
                Ok(client.with_token(&token.token))
            }
            None => self.client().await,
        }
    }

    /// The client for `watch` after the hub has refused the token of the one before: with the certificate that another
    /// process has renewed meanwhile, else without the terminal token, which is forgotten.
    ///
    /// # Errors
    /// As [`Workplace::client`].
    pub async fn client_after_refusal(&mut self) -> Result<ExchangeClient, Refusal> {
        if !self.follow_renewal()? {
            self.store.forget_terminal_token().map_err(|error| Refusal::from(&error))?;
        }
        self.client_for_watch().await
    }

    /// Keeps what a sign-in or a renewal gave.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn keep(&self, signed_in: &SignedIn) -> Result<(), Refusal> {
        let session = Session {
            access: signed_in.access_token.clone(),
            access_ends: signed_in.access_expires_at.clone(),
            refresh: signed_in.refresh_token.clone(),
            refresh_ends: signed_in.refresh_expires_at.clone(),
        };
        self.store.keep_session(&session).map_err(|error| Refusal::from(&error))
    }

    fn stored(&self) -> Result<Session, Refusal> {
        self.store.session().map_err(|error| Refusal::from(&error))?.ok_or_else(signed_out)
    }

    fn lasts(&self, end: &str) -> bool {
        instant(end).is_some_and(|end| self.surroundings.timestamp().plus(SOON) < end)
    }
}

/// An instant of the hub; fractions of seconds are left out.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    let seconds = text.get(..19)?;
    Timestamp::parse(&format!("{seconds}Z"))
}

fn signed_out() -> Refusal {
    Refusal::new(
        "ログインしていません。",
        "まだログインしていないか、前のログインから時間がたちました。",
        "renkei login でログインしてください。",
        "",
    )
    .of_code(ProblemCode::SignInRequired)
}
