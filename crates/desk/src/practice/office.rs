//! Settings, terminals, staff, log and doctor, in practice.

use super::Practice;
use super::doors::check_sign_in;
use super::world::World;
use crate::mailbox::{
    Activity, Answer, CertificateFacts, Check, CheckState, Download, LogLine, Office, PAGE, Secret, Settings, SignIn,
    StaffAccount, StaffChange, StaffRole, Terminal,
};
use crate::moment::Moment;
use crate::trouble::{Trouble, TroubleKind};

impl Office for Practice {
    fn settings(&self) -> Answer<'_, Settings> {
        self.answer(|world| Ok(world.settings.clone()))
    }

    fn keep_settings(&self, settings: Settings) -> Answer<'_, ()> {
        self.answer(move |world| {
            if settings.save_folder.trim().is_empty() {
                let cure = "介護ソフトが読み込むフォルダーを書いてください。";
                return Err(Trouble::input("save_folder", "保存先のフォルダーが空です。", cure));
            }
            if settings.watch_send_folder && settings.send_folder.trim().is_empty() {
                let cure = "見張るフォルダーを書くか、見張るのをやめてください。";
                return Err(Trouble::input("send_folder", "介護ソフトが書き出すフォルダーが空です。", cure));
            }
            world.settings = settings;
            world.did("設定を変えました。");
            Ok(())
        })
    }

    fn terminals(&self) -> Answer<'_, Vec<Terminal>> {
        self.answer(|world| Ok(world.terminals()))
    }

    fn retire_terminal(&self, id: String) -> Answer<'_, ()> {
        self.answer(move |world| {
            let known = world.terminals().into_iter().find(|terminal| terminal.id == id && !terminal.this);
            let known = known.ok_or_else(|| Trouble::missing("端末"))?;
            world.retired.push(id);
            world.did(format!("端末「{}」を使えなくしました。", known.name));
            Ok(())
        })
    }

    fn staff(&self) -> Answer<'_, Vec<StaffAccount>> {
        self.answer(|world| Ok(world.staff.clone()))
    }

    fn change_staff(&self, change: StaffChange) -> Answer<'_, ()> {
        self.answer(move |world| world.change_staff(change))
    }

    fn activity(&self, page: usize) -> Answer<'_, (Vec<Activity>, u64)> {
        self.answer(move |world| {
            let shown = world.activity.iter().skip(page.saturating_sub(1) * PAGE).take(PAGE).cloned().collect();
            Ok((shown, world.activity.len() as u64))
        })
    }

    fn certificate(&self) -> Answer<'_, Option<CertificateFacts>> {
        self.answer(|world| Ok(world.certificate()))
    }

    fn renew_certificate(&self, sign_in: SignIn) -> Answer<'_, CertificateFacts> {
        self.answer(move |world| {
            check_sign_in(&sign_in)?;
            if !world.online {
                return Err(world.away().leaving("今の電子証明書は、そのまま使えます。"));
            }
            world.certificate_days = 3 * 365;
            world.did("電子証明書を更新しました。");
            world.certificate().ok_or_else(|| Trouble::missing("電子証明書"))
        })
    }

    fn make_key_file(&self, _password: Secret) -> Answer<'_, ()> {
        self.answer(|_| {
            let cure = "練習を終えてから、「設定」の「電子証明書」で書き出してください。";
            Err(Trouble::new(TroubleKind::Failed, "練習では書き出せません。", "ほんものの鍵がないためです。", cure))
        })
    }

    fn key_file_name(&self) -> Answer<'_, Option<String>> {
        self.answer(|_| Ok(None))
    }

    fn take_key_file(&self) -> Answer<'_, Option<Download>> {
        self.answer(|_| Ok(None))
    }

    fn log(&self, page: usize) -> Answer<'_, (Vec<LogLine>, u64)> {
        self.answer(move |world| {
            let line = |minutes: i64, error, text: &str| LogLine {
                at: Moment(world.now.0 - minutes * 60_000),
                error,
                text: text.to_owned(),
                number: error.then(|| "R-20250605-0001".to_owned()),
            };
            let made = [
                line(1, false, "受信一覧を最新にしました。"),
                line(12, true, "連携基盤から答えがありませんでした。自動でもう一度試します。"),
                line(13, false, "起動しました。"),
            ];
            let lines: Vec<LogLine> = world.told.iter().cloned().chain(made).collect();
            let total = lines.len() as u64;
            Ok((lines.into_iter().skip(page.saturating_sub(1) * PAGE).take(PAGE).collect(), total))
        })
    }

    fn doctor(&self) -> Answer<'_, Vec<Check>> {
        self.answer(|world| Ok(world.checks()))
    }
}

impl World {
    fn terminals(&self) -> Vec<Terminal> {
        let terminal = |id: &str, name: &str, number: Option<&str>, this| {
            let own = self.certificate()?;
            let number = number.map_or_else(|| own.number.clone(), str::to_owned);
            Some(Terminal {
                id: id.to_owned(),
                name: name.to_owned(),
                this,
                since: Moment(self.now.0 - 300 * 86_400_000),
                last_seen: Some(self.now),
                certificate: CertificateFacts { number, ..own },
                retired: self.retired.iter().any(|retired| retired == id),
            })
        };
        let other = Some("6b90f3a41c7d25e8804be6127a3fd959");
        let both =
            [terminal("w1", "事務所のパソコン", None, true), terminal("w2", "相談室のノートパソコン", other, false)];
        both.into_iter().flatten().collect()
    }

    fn change_staff(&mut self, change: StaffChange) -> Result<(), Trouble> {
        match change {
            StaffChange::Add { name, login, role, password } => {
                if name.trim().is_empty() {
                    return Err(Trouble::input("name", "名前が空です。", "職員の名前を書いてください。"));
                }
                if login.trim().is_empty() || self.staff.iter().any(|account| account.login == login.trim()) {
                    let cure = "ほかの職員が使っていない名前を書いてください。";
                    return Err(Trouble::input("login", "このログイン名は使えません。", cure));
                }
                if password.expose().chars().count() < 12 {
                    let cure = "12文字以上にしてください。最初のログインのときに、本人が変えます。";
                    return Err(Trouble::input("password", "パスワードが短すぎます。", cure));
                }
                let has_manager = self.staff.iter().any(|one| !one.closed && one.role == StaffRole::Manager);
                let role = if has_manager { role } else { StaffRole::Manager };
                self.asks_person |= !has_manager;
                let id = format!("p{}", 100 + self.number());
                self.did(format!("職員「{name}」を加えました。"));
                self.staff.push(StaffAccount { id, name, login, role, closed: false, last_seen: None });
            }
            StaffChange::Role { id, role } => {
                let account = self.account(&id)?;
                account.role = role;
                let text = format!("職員「{}」を{}にしました。", account.name, role.title());
                self.did(text);
            }
            StaffChange::Password { id, password } => {
                if password.expose().chars().count() < 12 {
                    return Err(Trouble::input("password", "パスワードが短すぎます。", "12文字以上にしてください。"));
                }
                let name = self.account(&id)?.name.clone();
                self.did(format!("職員「{name}」のパスワードを新しくしました。"));
            }
            StaffChange::Close { id } => {
                let account = self.account(&id)?;
                account.closed = true;
                let text = format!("職員「{}」を使えなくしました。", account.name);
                self.did(text);
            }
        }
        Ok(())
    }

    fn account(&mut self, id: &str) -> Result<&mut StaffAccount, Trouble> {
        let found = self.staff.iter_mut().find(|account| account.id == id);
        found.ok_or_else(|| Trouble::missing("職員"))
    }

    fn checks(&self) -> Vec<Check> {
        let check = |title: &str, state, text: &str, cure: &str| Check {
            title: title.to_owned(),
            state,
            text: text.to_owned(),
            cure: cure.to_owned(),
        };
        let certificate = match self.certificate_days {
            ..=-1 => check(
                "電子証明書",
                CheckState::Bad,
                "期限が切れています。",
                "「電子証明書」のページから、発行コードで登録し直してください。",
            ),
            0..=90 => check(
                "電子証明書",
                CheckState::Soon,
                "期限が近づいています。",
                "「電子証明書」のページで更新してください。",
            ),
            _ => check("電子証明書", CheckState::Good, "使えます。", ""),
        };
        let hub = match self.online {
            true => check("連携基盤", CheckState::Good, "つながっています。", ""),
            false => check(
                "連携基盤",
                CheckState::Bad,
                "つながりません。",
                "インターネットにつながっているかを確かめてください。",
            ),
        };
        vec![
            certificate,
            hub,
            check("パソコンの時計", CheckState::Good, "合っています。", ""),
            check("受信したファイルの保存先", CheckState::Good, &self.settings.save_folder, ""),
        ]
    }
}
