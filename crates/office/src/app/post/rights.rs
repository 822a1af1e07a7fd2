//! Who may change settings and staff. Asked here, not only by the pages.

use super::Seat;
use crate::staff::Role;
use desk::{Trouble, TroubleKind};

impl Seat {
    /// Refuses who is no manager. Without staff accounts whoever has the office's own passwords is one; so is who sits here
    /// since before the first account was made.
    ///
    /// # Errors
    /// When this person may not.
    pub(super) fn must_be_manager(&self) -> Result<(), Trouble> {
        let Some(person) = self.shared.memory().person.clone() else { return Ok(()) };
        let accounts = self.place.store.accounts()?;
        let account = accounts.iter().find(|account| account.id == person.id && !account.closed);
        match account {
            Some(account) if account.facts.role == Role::Manager => Ok(()),
            _ => Err(Trouble::new(
                TroubleKind::Forbidden,
                "管理者だけができる操作です。",
                "いまログインしている人は、管理者ではありません。",
                "管理者にお願いするか、管理者としてログインし直してください。",
            )
            .leaving("何も変わっていません。")),
        }
    }
}
