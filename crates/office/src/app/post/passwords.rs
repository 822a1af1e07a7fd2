//! First passwords: nothing else is allowed until they are changed. What was begun waits in memory for a while, so that the
//! person does not type everything again.

use super::memory::Pending;
use super::sign_in::{at_hub, hear, refused, to_wire};
use super::{Seat, Shared};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::staff::StaffError;
use desk::mailbox::{PasswordOf, Secret};
use desk::{Trouble, TroubleKind};
use protocol::{PasswordChange, ProblemCode};

/// So long a sign-in waits for new passwords, in milliseconds.
const WAITS: i64 = 15 * 60_000;
const PATIENCE: u64 = 20;

impl Shared {
    /// The passwords that must be changed now.
    pub(super) fn must_change(&self) -> Vec<PasswordOf> {
        let now = self.now();
        let mut memory = self.memory();
        memory.pending.take_if(|pending| now.0.saturating_sub(pending.since.0) > WAITS);
        memory.pending.as_ref().map(|pending| pending.of.clone()).unwrap_or_default()
    }
}

impl Seat {
    /// Changes passwords, one after the other, and goes on with the sign-in.
    ///
    /// # Errors
    /// What is refused, with its field; those before it are changed.
    pub(super) fn change_passwords(&mut self, new: &[(PasswordOf, Secret)]) -> Result<(), Trouble> {
        for of in self.shared.must_change() {
            let Some((_, password)) = new.iter().find(|(known, _)| *known == of) else { continue };
            let Some(pending) = self.shared.memory().pending.clone() else { return Err(too_late()) };
            self.change(of, password, &pending)?;
            self.changed(of, password);
        }
        if !self.shared.must_change().is_empty() {
            return Ok(());
        }
        let Some(pending) = self.shared.memory().pending.take() else { return Err(too_late()) };
        let Some(sign_in) = pending.sign_in else { return self.settle(pending.person) };
        let wire = to_wire(&sign_in);
        match self.wait_hearing(PATIENCE, async |place| at_hub(place, &wire).await, hear)? {
            Ok(signed_in) => self.signed_in(&sign_in, &signed_in, pending.person),
            Err(problem) => Err(refused(problem)),
        }
    }

    fn change(&mut self, of: PasswordOf, new: &Secret, pending: &Pending) -> Result<(), Trouble> {
        let (of_hub, current) = match (of, &pending.sign_in, &pending.person) {
            (PasswordOf::System, Some(sign_in), _) => (protocol::PasswordOf::System, &sign_in.system_password),
            (PasswordOf::Account, Some(sign_in), _) => (protocol::PasswordOf::Account, &sign_in.account_password),
            (PasswordOf::Person, _, Some((account, current))) => {
                return self.change_person(&account.id, current, new);
            }
            _ => return Err(too_late()),
        };
        let (current, text) = (current.expose().to_owned(), new.expose().to_owned());
        let change = PasswordChange { of: of_hub, current, new: text };
        let done = self.wait(PATIENCE, async |place| {
            let client =
                ExchangeClient::new(&place.settings, &place.identity).map_err(|error| Refusal::from(&error))?;
            client.change_password(&change).await.map_err(|error| Refusal::from(&error))
        });
        done.map_err(|refusal| {
            let is_weak = refusal.is(ProblemCode::PasswordRefused);
            let mut trouble = Trouble::from(refusal);
            if is_weak {
                (trouble.kind, trouble.field) = (TroubleKind::Input, Some(of.field().to_owned()));
            }
            trouble
        })
    }

    fn change_person(&mut self, id: &str, current: &Secret, new: &Secret) -> Result<(), Trouble> {
        let field = PasswordOf::Person.field();
        if current == new {
            let cure = "別のパスワードにしてください。";
            return Err(Trouble::input(field, "新しいパスワードが、いまのパスワードと同じです。", cure));
        }
        match self.place.store.change_account_password(id, new.expose(), false) {
            Ok(()) => Ok(()),
            Err(StaffError::Store(error)) => Err(error.into()),
            Err(StaffError::Password) => {
                Err(Trouble::input(field, "パスワードが短すぎます。", "12文字以上にしてください。"))
            }
            Err(_) => Err(too_late()),
        }
    }

    /// What waits goes on with the new password.
    fn changed(&self, of: PasswordOf, new: &Secret) {
        let mut memory = self.shared.memory();
        let Some(pending) = memory.pending.as_mut() else { return };
        pending.of.retain(|first| *first != of);
        match (of, &mut pending.sign_in) {
            (PasswordOf::System, Some(sign_in)) => sign_in.system_password = new.clone(),
            (PasswordOf::Account, Some(sign_in)) => sign_in.account_password = new.clone(),
            _ => {}
        }
    }
}

fn too_late() -> Trouble {
    Trouble::new(
        TroubleKind::Changed,
        "ログインの途中で時間がたちました。",
        "安全のため、途中のログインは15分で終わります。",
        "もう一度ログインしてください。変わったパスワードは、新しいものを使ってください。",
    )
}
