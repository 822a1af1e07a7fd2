//! Getting in, in practice: any password opens, except one that shows what a wrong one gives.

use super::Practice;
use super::world::{SAVE_FOLDER, World};
use crate::mailbox::{
    Answer, Bar, Connection, Doors, Entry, Known, LockedBy, ManagerReset, PasswordOf, PersonSignIn, Secret, Setup,
    SetupStep, SignIn, Staff, StaffAccount, StaffRole, Standing, StepInput, StepKind, StepState, Unlock,
};
use crate::moment::Moment;
use crate::trouble::{Trouble, TroubleKind};

/// How far the made-up set-up is.
#[derive(Debug, Clone, Default)]
pub(super) struct MadeSetup {
    done: Vec<StepKind>,
    hub: String,
    system_id: String,
    account: String,
    folders: (String, String),
}

impl MadeSetup {
    pub(super) fn done() -> Self {
        Self { done: StepKind::ALL.to_vec(), ..Self::default() }
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Doors for Practice {
    fn standing(&self) -> Answer<'_, Standing> {
        self.answer(|world| Ok(world.standing()))
    }

    fn setup(&self) -> Answer<'_, Setup> {
        self.answer(|world| Ok(world.setup()))
    }

    fn take_step(&self, input: StepInput) -> Answer<'_, Setup> {
        self.answer(|world| world.take_step(input))
    }

    fn folders_to_make(&self, folders: Vec<String>) -> Answer<'_, Vec<String>> {
        self.answer(|world| Ok(folders.into_iter().filter(|folder| world.would_make(folder)).collect()))
    }

    fn used(&self) -> Answer<'_, ()> {
        self.answer(|_| Ok(()))
    }

    fn known(&self) -> Answer<'_, Known> {
        self.answer(|world| {
            let (system_id, account) = (world.setup.system_id.clone(), world.setup.account.clone());
            let (asks_person, locked) = (world.asks_person, LockedBy::Hand);
            let ended = world.certificate().filter(|one| one.over).map(|one| one.end);
            Ok(Known { system_id, account, asks_person, locked, ended })
        })
    }

    fn sign_in(&self, input: SignIn) -> Answer<'_, ()> {
        self.answer(|world| {
            check_sign_in(&input)?;
            if !world.online {
                return Err(world.away().leaving("ログインしていません。書きかけの内容は残っています。"));
            }
            world.check_person("login", "person_password", input.person.as_ref())?;
            (world.setup.system_id, world.setup.account) = (input.system_id, input.account);
            if world.first_passwords.is_empty() {
                world.entry = Entry::Open;
                world.did("ログインしました。");
            }
            Ok(())
        })
    }

    fn reset_manager(&self, input: ManagerReset) -> Answer<'_, ()> {
        self.answer(|world| world.reset_manager(&input))
    }

    fn must_change(&self) -> Answer<'_, Vec<PasswordOf>> {
        self.answer(|world| Ok(world.first_passwords.clone()))
    }

    fn change_passwords(&self, new: Vec<(PasswordOf, Secret)>) -> Answer<'_, ()> {
        self.answer(|world| world.change_passwords(&new))
    }

    fn sign_out(&self) -> Answer<'_, ()> {
        self.answer(|world| {
            world.entry = Entry::SignedOut;
            Ok(())
        })
    }

    fn lock(&self) -> Answer<'_, ()> {
        self.answer(|world| {
            world.entry = Entry::Locked;
            Ok(())
        })
    }

    fn unlock(&self, input: Unlock) -> Answer<'_, ()> {
        self.answer(|world| {
            let person = PersonSignIn { login: input.login, password: input.password.clone() };
            world.check_person("login", "password", Some(&person))?;
            check_password("password", &input.password)?;
            world.entry = Entry::Open;
            Ok(())
        })
    }
}

impl World {
    fn standing(&self) -> Standing {
        let begun = self.entry != Entry::FirstRun;
        Standing {
            entry: self.entry,
            office: if begun { "あおぞら居宅介護支援事業所".to_owned() } else { String::new() },
            number: if begun { super::OWN.to_owned() } else { String::new() },
            person: begun.then(|| Staff { name: "練習 花子".to_owned(), manager: true }),
            connection: match (self.online, self.barred) {
                (true, Some(bar)) => Connection::Refused(bar),
                _ if self.certificate_days < 0 => Connection::Refused(Bar::Over),
                (true, None) => Connection::Online,
                (false, _) => Connection::Away { since: Some(Moment(self.now.0 - 600_000)) },
            },
            limit: None,
            sight: self.sight(),
            practice: true,
            now: self.now,
        }
    }

    /// In practice a folder whose name ends with 「まちがい」 is not there, and no other.
    fn would_make(&self, folder: &str) -> bool {
        folder.ends_with("まちがい") && self.settings.save_folder != folder && self.settings.send_folder != folder
    }

    /// Where staff accounts are used it is the made-up colleagues who sit here.
    fn check_person(&self, login: &str, password: &str, given: Option<&PersonSignIn>) -> Result<(), Trouble> {
        if !self.asks_person {
            return Ok(());
        }
        let known = |given: &&PersonSignIn| self.staff.iter().any(|one| one.login == given.login && !one.closed);
        let Some(given) = given.filter(known) else {
            let cure = "「hanako」か「jiro」と入力してください。";
            return Err(Trouble::input(login, "ログイン名かパスワードが違います。", cure));
        };
        check_password(password, &given.password)
    }

    fn reset_manager(&mut self, input: &ManagerReset) -> Result<(), Trouble> {
        check_sign_in(&input.sign_in)?;
        if !self.online {
            return Err(self.away().leaving("パスワードは変わっていません。"));
        }
        let managers = self.staff.iter().filter(|one| !one.closed && one.role == StaffRole::Manager);
        let managers: Vec<&StaffAccount> = managers.collect();
        let only = |one: &&StaffAccount| one.login == input.login || (input.login.is_empty() && managers.len() == 1);
        let Some(manager) = managers.iter().copied().find(only) else {
            let logins = managers.iter().map(|one| format!("「{}」", one.login)).collect::<String>();
            let cure = format!("管理者のログイン名は、{logins}です。");
            return Err(Trouble::input("login", "このログイン名の管理者はいません。", cure));
        };
        let text =
            format!("管理者「{}」の職員のパスワードを、事業所のパスワードを使って新しくしました。", manager.name);
        self.did(text);
        self.entry = Entry::Open;
        Ok(())
    }

    fn change_passwords(&mut self, new: &[(PasswordOf, Secret)]) -> Result<(), Trouble> {
        for (of, password) in new {
            if password.expose().chars().count() < 12 {
                let cure = "12文字以上にしてください。";
                return Err(Trouble::input(of.field(), "パスワードが短すぎます。", cure));
            }
            self.first_passwords.retain(|first| first != of);
        }
        if !self.first_passwords.is_empty() {
            return Ok(());
        }
        match self.entry {
            Entry::FirstRun => self.setup.done.push(StepKind::SignIn),
            _ => self.entry = Entry::Open,
        }
        Ok(())
    }

    fn setup(&self) -> Setup {
        let made = &self.setup;
        let step = |kind| {
            let state = if made.done.contains(&kind) { StepState::Done } else { StepState::Open };
            SetupStep { kind, state }
        };
        let office = ("あおぞら居宅介護支援事業所".to_owned(), super::OWN.to_owned());
        Setup {
            steps: StepKind::ALL.map(step).to_vec(),
            hub: made.hub.clone(),
            office: made.done.contains(&StepKind::Code).then_some(office),
            system_id: made.system_id.clone(),
            account: made.account.clone(),
            save_folder: if made.folders.0.is_empty() { SAVE_FOLDER.to_owned() } else { made.folders.0.clone() },
            send_folder: made.folders.1.clone(),
            trouble: None,
        }
    }

    fn take_step(&mut self, input: StepInput) -> Result<Setup, Trouble> {
        let kind = match &input {
            StepInput::Hub { .. } => StepKind::Hub,
            StepInput::Code { .. } => StepKind::Code,
            StepInput::SignIn(_) => StepKind::SignIn,
            StepInput::Folders { .. } => StepKind::Folders,
        };
        let next = self.setup().next().unwrap_or(StepKind::Folders);
        if kind > next {
            return Err(Trouble::new(
                TroubleKind::Changed,
                "先に前の手順を終えてください。",
                "",
                "画面の上に出ている順に進めてください。",
            ));
        }
        match input {
            StepInput::Hub { address } => self.setup.hub = checked_address(&address)?,
            StepInput::Code { code } => check_code(&code)?,
            StepInput::SignIn(given) => {
                check_sign_in(&given)?;
                (self.setup.system_id, self.setup.account) = (given.system_id, given.account);
                if !self.first_passwords.is_empty() {
                    return Ok(self.setup());
                }
            }
            StepInput::Folders { save, send } => {
                if save.trim().is_empty() {
                    return Err(Trouble::input(
                        "save",
                        "受信したファイルの保存先が空です。",
                        "保存先のフォルダーを書いてください。",
                    ));
                }
                self.settings.save_folder.clone_from(&save);
                self.settings.send_folder.clone_from(&send);
                self.setup.folders = (save, send);
            }
        }
        if !self.setup.done.contains(&kind) {
            self.setup.done.push(kind);
        }
        if self.entry == Entry::FirstRun && StepKind::ALL.iter().all(|kind| self.setup.done.contains(kind)) {
            self.entry = Entry::Open;
        }
        Ok(self.setup())
    }
}

fn checked_address(address: &str) -> Result<String, Trouble> {
    let name = address.trim();
    let fits = name.contains('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    if fits {
        return Ok(name.to_owned());
    }
    let cure = "「ログインのご案内」か、利用申請サイトの発行コードの画面にある名前を、そのまま書いてください。例: renkei.example.jp";
    Err(Trouble::input("hub", "連携基盤の名前として読めません。", cure))
}

fn check_code(code: &Secret) -> Result<(), Trouble> {
    let letters = code.expose().chars().filter(char::is_ascii_alphanumeric).count();
    if letters >= 16 {
        return Ok(());
    }
    let cure = "利用申請サイトの「電子証明書」で発行した発行コードを、はじめから終わりまで写してください。空白と「-」は入れても入れなくてもかまいません。";
    Err(Trouble::input("code", "発行コードの文字数が足りません。", cure).leaving("コードはまだ使われていません。"))
}

pub(super) fn check_sign_in(given: &SignIn) -> Result<(), Trouble> {
    if !given.system_id.starts_with('c') {
        let cure = "利用申請のときに発行された、小文字の c で始まる ID を書いてください。";
        return Err(Trouble::input("system_id", "ユーザIDが c で始まっていません。", cure));
    }
    check_password("system_password", &given.system_password)?;
    let account = given.account.trim().to_uppercase();
    if account.starts_with("HD") {
        let cure = "HD で始まる ID は代理請求用です。事業所の KJ で始まる ID を書いてください。";
        return Err(Trouble::input("account", "この ID では利用できません。", cure));
    }
    if !account.starts_with("KJ") || account.chars().count() != 14 {
        let cure = "KJ で始まる14文字の ID を書いてください。";
        return Err(Trouble::input("account", "事業所のユーザIDの形が違います。", cure));
    }
    check_password("account_password", &given.account_password)
}

/// In practice the password 「ちがう」 is wrong, and no other.
fn check_password(field: &str, password: &Secret) -> Result<(), Trouble> {
    let text = password.expose();
    if text.is_empty() {
        return Err(Trouble::input(field, "パスワードが空です。", "パスワードを入力してください。"));
    }
    if text != "ちがう" {
        return Ok(());
    }
    let cure = "大文字と小文字、かな入力になっていないかを確かめて、もう一度入力してください。";
    let mut trouble = Trouble::input(field, "IDかパスワードが違います。", cure);
    trouble.why = "5回続けて違うと、しばらく入れなくなります。".to_owned();
    Err(trouble.with_manual("sign-in"))
}
