//! Signing in and out: the office's two sign-ins at the hub, and who sits here.

use super::Seat;
use super::memory::{Pending, Person};
use super::seat::Heard;
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::staff::{Account, Role, SignInRefused};
use crate::store::{ACCOUNT_ID, LogLine, SYSTEM_ID};
use crate::transfer::Workplace;
use desk::mailbox::{PasswordOf, PersonSignIn, SignIn};
use desk::{Trouble, TroubleKind};
use protocol::{Problem, ProblemCode, SignedIn};

/// So long the hub may take, in seconds; passwords are slow on purpose.
pub(super) const PATIENCE: u64 = 20;

impl Seat {
    /// Both sign-ins, and the person's where staff accounts are used. First passwords wait to be changed.
    ///
    /// # Errors
    /// What is wrong, with its field.
    pub(super) fn sign_in(&mut self, input: SignIn) -> Result<(), Trouble> {
        well_formed(&input)?;
        let person = self.person_of(input.person.as_ref())?;
        self.shared.memory().pending = None;
        let wire = to_wire(&input);
        match self.wait_hearing(PATIENCE, async |place| at_hub(place, &wire).await, hear)? {
            Ok(signed_in) => self.signed_in(&input, &signed_in, person),
            Err(problem) => {
                let of = must_change_of(&problem).ok_or_else(|| refused(problem))?;
                self.shared.memory().pending =
                    Some(Pending { of, sign_in: Some(input), person, since: self.shared.now() });
                Ok(())
            }
        }
    }

    /// Everything that a sign-in brings.
    pub(super) fn signed_in(
        &mut self,
        input: &SignIn,
        signed_in: &SignedIn,
        person: Option<(Account, desk::mailbox::Secret)>,
    ) -> Result<(), Trouble> {
        let store = &self.place.store;
        self.place.keep(signed_in)?;
        store.keep_office_password(input.account_password.expose())?;
        store.set_fact(SYSTEM_ID, &input.system_id)?;
        store.set_fact(ACCOUNT_ID, &input.account)?;
        self.shared.memory().session_over = false;
        self.settle(person)?;
        self.keep_receiving();
        self.look_at_office();
        self.shared.wake();
        Ok(())
    }

    /// The person takes the seat; with a first password it is to be changed before.
    pub(super) fn settle(&mut self, person: Option<(Account, desk::mailbox::Secret)>) -> Result<(), Trouble> {
        let Some((account, password)) = person else {
            self.shared.memory().person = None;
            self.shared.open_up()?;
            return Ok(self.did("ログインしました。")?);
        };
        let known = self.place.store.accounts()?.into_iter().find(|one| one.id == account.id && !one.closed);
        let Some(account) = known else { return Err(Trouble::missing("職員")) };
        if account.facts.must_change {
            let mut memory = self.shared.memory();
            memory.seated = false;
            let (of, since) = (vec![PasswordOf::Person], self.shared.now());
            memory.pending = Some(Pending { of, sign_in: None, person: Some((account, password)), since });
            return Ok(());
        }
        let manager = account.facts.role == Role::Manager;
        self.shared.memory().person = Some(Person { id: account.id, name: account.facts.name, manager });
        self.shared.open_up()?;
        Ok(self.did("ログインしました。")?)
    }

    /// Who sits here, proved; `None` where staff accounts are not used.
    pub(super) fn person_of(
        &mut self,
        given: Option<&PersonSignIn>,
    ) -> Result<Option<(Account, desk::mailbox::Secret)>, Trouble> {
        if !self.place.store.uses_staff()? {
            return Ok(None);
        }
        let Some(given) = given.filter(|given| !given.login.is_empty()) else {
            return Err(Trouble::input("login", "ログイン名が空です。", "職員のログイン名を入力してください。"));
        };
        let now = self.place.surroundings.timestamp();
        match self.place.store.sign_in_account(&given.login, given.password.expose(), now) {
            Ok(account) => Ok(Some((account, given.password.clone()))),
            Err(SignInRefused::Store(error)) => Err(error.into()),
            Err(SignInRefused::Wrong) => {
                let cure = "もう一度入力してください。忘れたときは、管理者に新しくしてもらってください。";
                Err(Trouble::input("login", "ログイン名かパスワードが違います。", cure))
            }
            Err(SignInRefused::Wait(until)) => Err(super::lock::wait_until("login", until)),
        }
    }

    /// Ends the session at the hub when it can be reached, and here in any case.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn sign_out(&mut self) -> Result<(), Trouble> {
        self.did("ログアウトしました。")?;
        let ended = self.wait(5, async |place| {
            let client = place.client().await?;
            client.sign_out().await.map_err(|error| Refusal::from(&error))
        });
        if ended.is_err() {
            self.note(false, "ログアウトを連携基盤に伝えられませんでした。時間がたつと終わります。", None)?;
        }
        self.place.store.forget_session()?;
        let mut memory = self.shared.memory();
        (memory.person, memory.pending, memory.seated) = (None, None, false);
        memory.key_file = None;
        Ok(())
    }

    /// A line in the log of this program.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn note(&self, error: bool, text: &str, number: Option<&str>) -> Result<(), Trouble> {
        let line = LogLine { error, text: text.to_owned(), number: number.map(str::to_owned) };
        Ok(self.place.store.note_line(&line, self.place.surroundings.timestamp())?)
    }
}

/// The answer of the hub; a problem in its words is an answer too.
pub(super) async fn at_hub(
    place: &Workplace,
    sign_in: &protocol::SignIn,
) -> Result<Result<SignedIn, Box<Problem>>, Refusal> {
    let client = ExchangeClient::new(&place.settings, &place.identity).map_err(|error| Refusal::from(&error))?;
    match client.sign_in(sign_in).await {
        Ok(signed_in) => Ok(Ok(signed_in)),
        Err(HubError::Problem(problem)) => Ok(Err(problem)),
        Err(error) => Err(Refusal::from(&error)),
    }
}

/// A problem in the hub's words may be that it does not let this terminal in.
pub(super) fn hear(said: &Result<SignedIn, Box<Problem>>) -> Heard {
    match said {
        Ok(_) => Heard::Answer,
        Err(problem) => Heard::Refusal(Refusal::from(&HubError::Problem(problem.clone()))),
    }
}

pub(super) fn to_wire(input: &SignIn) -> protocol::SignIn {
    protocol::SignIn {
        system_id: input.system_id.clone(),
        system_password: input.system_password.expose().to_owned(),
        account_id: input.account.clone(),
        account_password: input.account_password.expose().to_owned(),
    }
}

/// First passwords that the hub wants changed; `None` when it refuses for another reason.
pub(super) fn must_change_of(problem: &Problem) -> Option<Vec<PasswordOf>> {
    let must_change = problem.code() == Some(ProblemCode::PasswordMustChange);
    must_change.then(|| problem.must_change.iter().map(|of| of_wire(*of)).collect())
}

fn of_wire(of: protocol::PasswordOf) -> PasswordOf {
    match of {
        protocol::PasswordOf::System => PasswordOf::System,
        protocol::PasswordOf::Account => PasswordOf::Account,
    }
}

/// What can be seen without the hub.
pub(super) fn well_formed(input: &SignIn) -> Result<(), Trouble> {
    let empty = |field, text: &str| {
        let cure = "パスワードを入力してください。";
        if text.is_empty() { Err(Trouble::input(field, "パスワードが空です。", cure)) } else { Ok(()) }
    };
    if !input.system_id.starts_with('c') {
        let cure = "利用申請のときに発行された、小文字の c で始まる ID を書いてください。";
        return Err(Trouble::input("system_id", "ユーザIDが c で始まっていません。", cure));
    }
    empty("system_password", input.system_password.expose())?;
    if input.account.starts_with("HD") {
        let cure = "HD で始まる ID は代理請求用です。事業所の KJ で始まる ID を書いてください。";
        return Err(Trouble::input("account", "この ID では利用できません。", cure));
    }
    if !input.account.starts_with("KJ") || input.account.chars().count() != 14 {
        let cure = "KJ で始まる14文字の ID を書いてください。";
        return Err(Trouble::input("account", "事業所のユーザIDの形が違います。", cure));
    }
    empty("account_password", input.account_password.expose())
}

/// A sign-in that the hub refuses. Which of the four is wrong it does not tell (S23).
pub(super) fn refused(problem: Box<Problem>) -> Trouble {
    of_sign_in(Refusal::from(&HubError::Problem(problem)))
}

/// A refusal of a sign-in with the field it is about.
pub(super) fn of_sign_in(refusal: Refusal) -> Trouble {
    let field = match () {
        () if refusal.is(ProblemCode::SignInRefused) => "system_password",
        () if refusal.is(ProblemCode::AgentAccount) => "account",
        () => return refusal.into(),
    };
    let number = refusal.request.as_deref().map(str::to_owned);
    let mut trouble = Trouble::input(
        field,
        "IDかパスワードが違います。",
        "2つのIDと2つのパスワードを確かめて、もう一度入力してください。大文字と小文字は区別されます。続けて違ったときは、15分ほど待ってからお試しください。",
    );
    if field == "account" {
        trouble = refusal.trouble(TroubleKind::Input);
        trouble.field = Some(field.to_owned());
    }
    trouble.number = number;
    trouble.with_manual("sign-in")
}
