//! Passkeys by WebAuthn: ES256 only, the person verified by the authenticator. What was asked is kept in memory, for one
//! answer in a few minutes; a session may have a few pages open that ask.

use exchange::OperatorId;
use exchange::Sha256;
use exchange::instant::{Instant, MINUTE};
use exchange::operator::{Passkey as Kept, RegistrationSecret};
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use thiserror::Error;
use web::SessionToken;
use webauthn_rs::prelude::{
    COSEAlgorithm, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// An answer must come in this time.
const TIME: i64 = 5 * MINUTE;
/// Sessions that were asked; the oldest is forgotten first.
const MOST: usize = 1_000;
/// Questions of one session: pages in other windows, and those that one goes back to.
const MOST_OF_ONE: usize = 4;

/// Asks for passkeys and verifies the answers.
pub(super) struct Passkeys {
    verifier: Webauthn,
    asked: Mutex<Asked>,
}

#[derive(Default)]
struct Asked {
    questions: HashMap<[u8; 32], Vec<(Instant, Question)>>,
    order: VecDeque<[u8; 32]>,
}

enum Question {
    Register(Box<PasskeyRegistration>, RegistrationSecret),
    /// Another passkey beside those there are, under this name.
    Add(Box<PasskeyRegistration>, String),
    Use(Box<PasskeyAuthentication>),
}

/// Why an answer is not believed; for the log.
#[derive(Debug, Error)]
pub(super) enum PasskeyRefused {
    /// Nothing was asked in this session, or too long ago, or it was answered before.
    #[error("no question waits for this answer")]
    NotAsked,
    /// Not the form of an answer.
    #[error("the answer cannot be read")]
    Unreadable(#[source] serde_json::Error),
    /// It does not verify.
    #[error("the passkey is not believed")]
    Wrong(#[from] WebauthnError),
    /// The authenticator counts no higher than when it was last used: another one has the same key.
    #[error("the count of the passkey went back")]
    Count,
    /// Another algorithm than ES256.
    #[error("the passkey has another algorithm than ES256")]
    Algorithm,
}

impl Passkeys {
    /// For the site under this name and origin.
    pub(super) fn new(name: &str, origin: &str) -> Result<Self, WebauthnError> {
        let origin = Url::parse(origin).map_err(|_| WebauthnError::Configuration)?;
        let builder = WebauthnBuilder::new(name, &origin)?.rp_name("れんけい 運営コンソール");
        Ok(Self { verifier: builder.build()?, asked: Mutex::default() })
    }

    /// Asks for a new passkey; gives what the browser is told, as JSON.
    pub(super) fn ask_to_register(
        &self,
        session: &SessionToken,
        (id, name): (&OperatorId, &str),
        secret: RegistrationSecret,
        at: Instant,
    ) -> Result<String, WebauthnError> {
        let (options, state) = self.registration(id, name, &[])?;
        self.keep(session, at, Question::Register(Box::new(state), secret));
        Ok(options)
    }

    /// Asks for another passkey, on another device than those that hold one; gives what the browser is told, as JSON.
    pub(super) fn ask_to_add(
        &self,
        session: &SessionToken,
        (id, name): (&OperatorId, &str),
        known: &[Kept],
        called: String,
        at: Instant,
    ) -> Result<String, WebauthnError> {
        let (options, state) = self.registration(id, name, known)?;
        self.keep(session, at, Question::Add(Box::new(state), called));
        Ok(options)
    }

    fn registration(
        &self,
        id: &OperatorId,
        name: &str,
        known: &[Kept],
    ) -> Result<(String, PasskeyRegistration), WebauthnError> {
        let digest = Sha256::of(id.as_str().as_bytes());
        let handle = Uuid::from_bytes(digest.0.first_chunk().copied().unwrap_or_default());
        let known = known.iter().map(|kept| kept.id.clone()).collect();
        let (mut asked, state) = self.verifier.start_passkey_registration(handle, id.as_str(), name, Some(known))?;
        asked.public_key.pub_key_cred_params.retain(|offered| offered.alg == COSEAlgorithm::ES256 as i64);
        let options = serde_json::to_string(&asked.public_key).map_err(|_| WebauthnError::Configuration)?;
        Ok((options, state))
    }

    /// Verifies the answer; gives the code that the person had entered, and the passkey.
    pub(super) fn registered(
        &self,
        session: &SessionToken,
        answer: &str,
        at: Instant,
    ) -> Result<(RegistrationSecret, Kept), PasskeyRefused> {
        let asked = self.take(session, at).into_iter().filter_map(|question| match question {
            Question::Register(state, secret) => Some((state, secret)),
            Question::Add(..) | Question::Use(_) => None,
        });
        self.finished(asked, answer, at)
    }

    /// Verifies the answer; gives the name that the person chose, and the passkey.
    pub(super) fn added(
        &self,
        session: &SessionToken,
        answer: &str,
        at: Instant,
    ) -> Result<(String, Kept), PasskeyRefused> {
        let asked = self.take(session, at).into_iter().filter_map(|question| match question {
            Question::Add(state, called) => Some((state, called)),
            Question::Register(..) | Question::Use(_) => None,
        });
        self.finished(asked, answer, at)
    }

    /// Looks for the question that the answer is to; gives what was kept beside it, and the passkey.
    fn finished<T>(
        &self,
        asked: impl Iterator<Item = (Box<PasskeyRegistration>, T)>,
        answer: &str,
        at: Instant,
    ) -> Result<(T, Kept), PasskeyRefused> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(PasskeyRefused::Unreadable)?;
        let (mut found, mut why) = (None, PasskeyRefused::NotAsked);
        for (state, beside) in asked {
            match self.verifier.finish_passkey_registration(&answer, &state) {
                Ok(passkey) => found = Some((beside, passkey)),
                Err(error) => why = error.into(),
            }
        }
        let Some((beside, passkey)) = found else { return Err(why) };
        if *passkey.cred_algorithm() != COSEAlgorithm::ES256 {
            return Err(PasskeyRefused::Algorithm);
        }
        Ok((beside, kept(&passkey, at)?))
    }

    /// Asks for one of these passkeys; gives what the browser is told, as JSON.
    pub(super) fn ask_to_use(
        &self,
        session: &SessionToken,
        passkeys: &[Kept],
        at: Instant,
    ) -> Result<String, WebauthnError> {
        let known: Vec<Passkey> = passkeys.iter().filter_map(|kept| serde_json::from_str(&kept.data).ok()).collect();
        let (asked, state) = self.verifier.start_passkey_authentication(&known)?;
        self.keep(session, at, Question::Use(Box::new(state)));
        serde_json::to_string(&asked.public_key).map_err(|_| WebauthnError::Configuration)
    }

    /// Verifies the answer; gives the passkey as it is to be kept from now on.
    pub(super) fn used(
        &self,
        session: &SessionToken,
        passkeys: &[Kept],
        answer: &str,
        at: Instant,
    ) -> Result<Kept, PasskeyRefused> {
        let questions = self.take(session, at);
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(PasskeyRefused::Unreadable)?;
        let (mut found, mut why) = (None, PasskeyRefused::NotAsked);
        for question in questions {
            let Question::Use(state) = question else { continue };
            match self.verifier.finish_passkey_authentication(&answer, &state) {
                Ok(result) => found = Some(result),
                Err(error) => why = error.into(),
            }
        }
        let Some(result) = found else { return Err(why) };
        let mut known = passkeys.iter().filter(|kept| kept.id == result.cred_id().to_vec());
        let kept_before = known.next().ok_or(PasskeyRefused::NotAsked)?;
        let mut passkey: Passkey = serde_json::from_str(&kept_before.data).map_err(PasskeyRefused::Unreadable)?;
        // The verifier compares with the count when it asked; meanwhile the key may have been used elsewhere.
        if passkey.update_credential(&result) != Some(true) && result.counter() > 0 {
            return Err(PasskeyRefused::Count);
        }
        Ok(Kept { added_at: kept_before.added_at, ..kept(&passkey, at)? })
    }

    fn keep(&self, session: &SessionToken, at: Instant, question: Question) {
        let place = session.hash();
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.order.retain(|other| *other != place);
        if asked.order.len() >= MOST
            && let Some(oldest) = asked.order.pop_front()
        {
            asked.questions.remove(&oldest);
        }
        asked.order.push_back(place);
        let own = asked.questions.entry(place).or_default();
        if own.len() >= MOST_OF_ONE {
            own.remove(0);
        }
        own.push((at, question));
    }

    /// The questions of a session; after any answer, right or wrong, it is asked anew.
    fn take(&self, session: &SessionToken, at: Instant) -> Vec<Question> {
        let place = session.hash();
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.order.retain(|other| *other != place);
        let questions = asked.questions.remove(&place).unwrap_or_default();
        questions.into_iter().filter(|(since, _)| at.since(*since) < TIME).map(|(_, question)| question).collect()
    }
}

fn kept(passkey: &Passkey, at: Instant) -> Result<Kept, PasskeyRefused> {
    let data = serde_json::to_string(passkey).map_err(PasskeyRefused::Unreadable)?;
    Ok(Kept { id: passkey.cred_id().to_vec(), data, added_at: at })
}
