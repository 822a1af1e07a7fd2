//! The lock: closed by hand or by idling, opened by a person's password, else by that of the office account. Wrong tries
//! make waits (S77).

use super::Seat;
use crate::staff::wait_after;
use crate::store::StoreError;
use desk::Trouble;
use desk::mailbox::{PersonSignIn, Unlock};
use evidence::Timestamp;
use serde::{Deserialize, Serialize};

/// Under which name wrong tries are counted.
const TRIES: &str = "lock tries";

/// Wrong tries in a row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Tries {
    failures: u32,
    #[serde(with = "crate::store::instants")]
    not_before: Option<Timestamp>,
}

impl Seat {
    /// Closes the lock, also over a restart.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn lock(&mut self) -> Result<(), Trouble> {
        {
            let mut memory = self.shared.memory();
            (memory.locked, memory.locked_by_hand) = (true, true);
        }
        self.shared.on_ground(|ground| Ok::<_, Trouble>(ground.keep_lock(true)?))?;
        Ok(self.did("画面をロックしました。")?)
    }

    /// Opens the lock.
    ///
    /// # Errors
    /// What is wrong, with its field.
    pub(super) fn unlock(&mut self, input: Unlock) -> Result<(), Trouble> {
        let given = PersonSignIn { login: input.login, password: input.password };
        if let Some(person) = self.person_of(Some(&given))? {
            return self.settle(Some(person));
        }
        let now = self.place.surroundings.timestamp();
        let waits = self.count_try(now)?;
        if let Some(until) = waits {
            return Err(wait_until("password", until));
        }
        match self.place.store.is_office_password(given.password.expose())? {
            Some(true) => {
                self.place.store.keep_single(TRIES, &Tries::default())?;
                self.shared.open_up()?;
                Ok(self.did("ロックを解除しました。")?)
            }
            Some(false) => {
                let cure = "大文字と小文字、かな入力になっていないかを確かめて、もう一度入力してください。";
                Err(Trouble::input("password", "パスワードが違います。", cure).with_manual("sign-in"))
            }
            None => {
                let cure = "「ログアウトする」を押して、もう一度ログインしてください。";
                Err(Trouble::input("password", "このパソコンでは、まだパスワードを確かめられません。", cure))
            }
        }
    }

    /// A try counts before it is looked at, so that many at once are no way around; gives until when to wait.
    fn count_try(&mut self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        self.place.store.together(|store| {
            let mut tries: Tries = store.single(TRIES)?.unwrap_or_default();
            if let Some(until) = tries.not_before.filter(|until| now < *until) {
                return Ok(Some(until));
            }
            tries.failures = tries.failures.saturating_add(1);
            tries.not_before = wait_after(tries.failures).map(|seconds| now.plus(seconds));
            store.keep_single(TRIES, &tries)?;
            Ok(None)
        })
    }
}

/// Too many wrong passwords.
pub(super) fn wait_until(field: &str, until: Timestamp) -> Trouble {
    let mut trouble = Trouble::input(field, "続けて違ったため、しばらく待つ必要があります。", "");
    trouble.cure = format!("{}を過ぎてから、もう一度入力してください。", until.in_japanese());
    trouble.with_manual("sign-in")
}
