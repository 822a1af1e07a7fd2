//! The way back in when nobody knows a manager's password: both sign-ins of the office, proved by the hub.
//!
//! The hub counts wrong tries (S23). No secret of this PC opens it, and whoever has both sign-ins could join with another
//! terminal anyway: staff accounts tell who did what, they keep nobody out who may act for the office.

use super::Seat;
use super::memory::Pending;
use super::sign_in::{PATIENCE, at_hub, hear, must_change_of, refused, to_wire, well_formed};
use crate::staff::{Account, Role, StaffError};
use desk::Trouble;
use desk::mailbox::ManagerReset;

impl Seat {
    /// A new password for a manager, who sits down with it.
    ///
    /// # Errors
    /// What is wrong, with its field.
    pub(super) fn reset_manager(&mut self, input: ManagerReset) -> Result<(), Trouble> {
        let ManagerReset { sign_in, login, password } = input;
        well_formed(&sign_in)?;
        let wire = to_wire(&sign_in);
        let proved = match self.wait_hearing(PATIENCE, async |place| at_hub(place, &wire).await, hear)? {
            Ok(signed_in) => Ok(signed_in),
            // First passwords are proved too; they are changed next.
            Err(problem) => Err(must_change_of(&problem).ok_or_else(|| refused(problem))?),
        };
        let account = self.manager_called(&login)?;
        self.place.store.change_account_password(&account.id, password.expose(), false).map_err(not_changed)?;
        // Nobody is known to sit here: the record names the account of the office.
        self.shared.memory().person = None;
        let name = &account.facts.name;
        self.did(format!("管理者「{name}」の職員のパスワードを、事業所のパスワードを使って新しくしました。"))?;
        match proved {
            Ok(signed_in) => self.signed_in(&sign_in, &signed_in, Some((account, password))),
            Err(of) => {
                let (person, since) = (Some((account, password)), self.shared.now());
                self.shared.memory().pending = Some(Pending { of, sign_in: Some(sign_in), person, since });
                Ok(())
            }
        }
    }

    /// Only told to whoever has proved both sign-ins.
    fn manager_called(&self, login: &str) -> Result<Account, Trouble> {
        let accounts = self.place.store.accounts()?;
        let managers = accounts.into_iter().filter(|one| !one.closed && one.facts.role == Role::Manager);
        let managers: Vec<Account> = managers.collect();
        let logins = managers.iter().map(|one| format!("「{}」", one.facts.login)).collect::<String>();
        let only = login.trim().is_empty() && managers.len() == 1;
        managers.into_iter().find(|one| only || one.facts.login == login.trim()).ok_or_else(|| {
            let cure = format!("管理者のログイン名は、{logins}です。");
            Trouble::input("login", "このログイン名の管理者はいません。", cure)
        })
    }
}

fn not_changed(error: StaffError) -> Trouble {
    match error {
        StaffError::Password => Trouble::input("new_person", "パスワードが短すぎます。", "12文字以上にしてください。"),
        StaffError::Store(error) => error.into(),
        _ => Trouble::missing("職員"),
    }
}
