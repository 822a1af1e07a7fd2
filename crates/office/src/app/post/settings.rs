//! 設定: what is set for this terminal, who works here, and the two logs.

use super::Seat;
use super::memory::Person;
use super::when::moment;
use crate::preferences::{LOCK_MINUTES, Preferences};
use crate::staff::{Account, Role, StaffError};
use desk::mailbox::{Activity, LogLine, PAGE, Settings, StaffAccount, StaffChange, StaffRole};
use desk::{Trouble, TroubleKind};

impl Seat {
    pub(super) fn settings(&self) -> Result<Settings, Trouble> {
        let kept = self.place.store.preferences()?;
        Ok(Settings {
            save_folder: kept.save_folder,
            send_folder: kept.send_folder,
            separate_folders: kept.separate_folders,
            save_by_itself: kept.save_by_itself,
            watch_send_folder: kept.watch_send_folder,
            notify_arrivals: kept.notify_arrivals,
            notify_failures: kept.notify_failures,
            lock_minutes: kept.lock_minutes,
            signature: kept.signature,
            contact: self.shared.memory().me.as_ref().and_then(|me| me.contact.clone()).unwrap_or_default(),
        })
    }

    pub(super) fn keep_settings(&mut self, new: Settings) -> Result<(), Trouble> {
        self.must_be_manager()?;
        if !LOCK_MINUTES.contains(&new.lock_minutes) {
            let cure = "1から60までの数字で書いてください。";
            return Err(Trouble::input("lock_minutes", "ロックまでの時間が長すぎるか、短すぎます。", cure));
        }
        let preferences = Preferences {
            save_folder: new.save_folder.trim().to_owned(),
            send_folder: new.send_folder.trim().to_owned(),
            separate_folders: new.separate_folders,
            save_by_itself: new.save_by_itself,
            watch_send_folder: new.watch_send_folder,
            notify_arrivals: new.notify_arrivals,
            notify_failures: new.notify_failures,
            lock_minutes: new.lock_minutes,
            signature: new.signature,
        };
        super::folders::check(&preferences, ["save_folder", "send_folder"])?;
        let before = self.place.store.preferences()?;
        self.place.store.keep_preferences(&preferences)?;
        self.did("設定を変えました。")?;
        if before.save_by_itself && !preferences.save_by_itself {
            return self.stop_receiving();
        }
        self.keep_receiving();
        Ok(())
    }

    pub(super) fn staff(&self) -> Result<Vec<StaffAccount>, Trouble> {
        let shown = |account: Account| StaffAccount {
            id: account.id,
            name: account.facts.name,
            login: account.facts.login,
            role: match account.facts.role {
                Role::Manager => StaffRole::Manager,
                Role::Staff => StaffRole::Staff,
            },
            closed: account.closed,
            last_seen: account.facts.last_seen.map(moment),
        };
        Ok(self.place.store.accounts()?.into_iter().map(shown).collect())
    }

    pub(super) fn change_staff(&mut self, change: StaffChange) -> Result<(), Trouble> {
        self.must_be_manager()?;
        let store = &mut self.place.store;
        let done = match change {
            StaffChange::Add { name, login, role, password } => store
                .add_account(&name, &login, role_of(role), password.expose())
                .map(|id| (id, "職員「{}」を加えました。")),
            StaffChange::Role { id, role } => {
                let text = match role {
                    StaffRole::Manager => "職員「{}」を管理者にしました。",
                    StaffRole::Staff => "管理者「{}」を職員にしました。",
                };
                store.change_role(&id, role_of(role)).map(|()| (id, text))
            }
            StaffChange::Password { id, password } => store
                .change_account_password(&id, password.expose(), true)
                .map(|()| (id, "職員「{}」の最初のパスワードを新しくしました。")),
            StaffChange::Close { id } => store.close_account(&id).map(|()| (id, "職員「{}」を使えなくしました。")),
        };
        let (id, text) = done.map_err(refused)?;
        let account = self.place.store.accounts()?.into_iter().find(|account| account.id == id);
        let Some(account) = account else { return Ok(()) };
        self.did(text.replace("{}", &account.facts.name))?;
        self.follow(&account);
        Ok(())
    }

    /// Who sits here may have changed their own account.
    fn follow(&self, account: &Account) {
        let mut memory = self.shared.memory();
        let Some(person) = memory.person.as_ref().filter(|person| person.id == account.id) else { return };
        if account.closed {
            (memory.person, memory.seated) = (None, false);
            return;
        }
        let (id, name) = (person.id.clone(), account.facts.name.clone());
        memory.person = Some(Person { id, name, manager: account.facts.role == Role::Manager });
    }

    pub(super) fn activity(&self, page: usize) -> Result<(Vec<Activity>, u64), Trouble> {
        let found = self.place.store.deeds(skipped(page), PAGE as u64)?;
        let line = |(at, deed): (_, crate::store::Deed)| Activity {
            at: moment(at),
            who: deed.who,
            terminal: "この端末".to_owned(),
            what: deed.what,
        };
        Ok((found.lines.into_iter().map(line).collect(), found.total))
    }

    pub(super) fn log(&self, page: usize) -> Result<(Vec<LogLine>, u64), Trouble> {
        let found = self.place.store.log_lines(skipped(page), PAGE as u64)?;
        let line = |(at, line): (_, crate::store::LogLine)| LogLine {
            at: moment(at),
            error: line.error,
            text: line.text,
            number: line.number,
        };
        Ok((found.lines.into_iter().map(line).collect(), found.total))
    }
}

fn skipped(page: usize) -> u64 {
    (page.saturating_sub(1)).saturating_mul(PAGE) as u64
}

fn role_of(role: StaffRole) -> Role {
    match role {
        StaffRole::Manager => Role::Manager,
        StaffRole::Staff => Role::Staff,
    }
}

fn refused(error: StaffError) -> Trouble {
    match error {
        StaffError::Name => Trouble::input("name", "名前が空か、長すぎます。", "50文字までで書いてください。"),
        StaffError::Login => {
            let cure = "空白のない50文字までの名前を書いてください。";
            Trouble::input("login", "このログイン名は使えません。", cure)
        }
        StaffError::LoginTaken => {
            let cure = "ほかの職員が使っていない名前を書いてください。";
            Trouble::input("login", "このログイン名は使えません。", cure)
        }
        StaffError::Password => {
            let cure = "12文字以上にしてください。最初のログインのときに、本人が変えます。";
            Trouble::input("password", "パスワードが短すぎます。", cure)
        }
        StaffError::Missing => Trouble::missing("職員"),
        StaffError::LastManager => Trouble::new(
            TroubleKind::Changed,
            "最後の管理者です。",
            "管理者がいなくなると、設定も職員も変えられなくなります。",
            "先に、ほかの人を管理者にしてください。",
        )
        .leaving("何も変わっていません。"),
        StaffError::TooMany => Trouble::new(
            TroubleKind::Input,
            "これ以上は職員を加えられません。",
            "使えなくした職員も数に入ります。",
            "運営者にお問い合わせください。",
        ),
        StaffError::Store(error) => error.into(),
    }
}
