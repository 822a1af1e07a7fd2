//! `renkei doctor`: looks at everything that sending and receiving need, and says what to do.

use super::context::{AtHome, Done, wait_for};
use crate::certificate::{Stage, Term};
use crate::home::{Home, Settings};
use crate::refusal::Refusal;
use crate::transfer::{Workplace, instant};
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::{Me, SystemState};
use std::io::Write;

const HELP: &str = include_str!("help.txt");
/// The hub takes containers up to 5 minutes ahead.
const CLOCK: u64 = 120;

/// Of which data folder.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    at: AtHome,
}

struct Examination<'a, 't> {
    terminal: &'a mut Terminal<'t>,
    exit: Exit,
}

impl Examination<'_, '_> {
    fn good(&mut self, subject: &str, text: &str) -> Done<()> {
        Ok(writeln!(self.terminal.output, "よい  {subject}: {text}")?)
    }

    fn bad(&mut self, subject: &str, refusal: &Refusal) -> Done<()> {
        self.exit = Exit::Errors;
        let text = refusal.to_string().replace('\n', "\n    ");
        Ok(writeln!(self.terminal.output, "要対処  {subject}: {text}")?)
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let home = arguments.at.find()?;
    let mut examination = Examination { terminal, exit: Exit::Clean };
    if folder(&home, &mut examination)? {
        match Workplace::open(home, surroundings) {
            Ok(workplace) => look(&workplace, &mut examination)?,
            Err(refusal) => examination.bad("鍵と記録", &refusal)?,
        }
    }
    let text = match examination.exit {
        Exit::Clean => "すべてよい状態です。",
        _ => "「要対処」のところを直してください。",
    };
    writeln!(examination.terminal.output, "{text}")?;
    Ok(examination.exit)
}

fn folder(home: &Home, examination: &mut Examination<'_, '_>) -> Done<bool> {
    match Settings::read(home) {
        Ok(settings) => {
            let text = format!("{}（事業所番号 {}）", home.folder().display(), settings.office);
            examination.good("データフォルダー", &text)?;
            Ok(true)
        }
        Err(error) => {
            examination.bad("データフォルダー", &Refusal::from(&error))?;
            Ok(false)
        }
    }
}

fn look(workplace: &Workplace, examination: &mut Examination<'_, '_>) -> Done<()> {
    certificate(workplace, examination)?;
    let waiting = workplace.store.outbox()?.iter().filter(|item| item.state.is_waiting()).count();
    match waiting {
        0 => examination.good("送信待ち", "ありません")?,
        _ => examination.bad(
            "送信待ち",
            &Refusal::new(
                format!("送信待ちが {waiting} 件あります。"),
                "",
                "renkei send（ファイルの指定なし）で送ってください。",
                "",
            ),
        )?,
    }
    match wait_for(async { Ok(workplace.trust().await?) }) {
        Ok(_) => examination.good("連携基盤の公開窓口", "つながります")?,
        Err(failure) => told("連携基盤の公開窓口", failure, examination)?,
    }
    match wait_for(async { Ok(workplace.client().await?.me().await?) }) {
        Ok(me) => office(workplace, &me, examination),
        Err(failure) => told("サインイン", failure, examination),
    }
}

fn told(subject: &str, failure: super::context::Failure, examination: &mut Examination<'_, '_>) -> Done<()> {
    use super::context::Failure;
    match failure {
        Failure::Refused(refusal) | Failure::Unusable(refusal) => examination.bad(subject, &refusal),
        Failure::Output(error) => Err(Failure::Output(error)),
    }
}

fn certificate(workplace: &Workplace, examination: &mut Examination<'_, '_>) -> Done<()> {
    let term = Term::of(&workplace.identity.certificate, workplace.surroundings.timestamp());
    let day = term.end.in_japanese();
    let refusal = match term.stage {
        Stage::Good => {
            return examination.good("電子証明書", &format!("{day} まで使えます（あと{}日）", term.days_left));
        }
        Stage::Soon => Refusal::new(
            format!("電子証明書の期限（{day}）まで、あと{}日です。", term.days_left),
            "",
            "renkei certificate renew で更新してください。",
            "期限までは使えます。",
        ),
        Stage::Over => Refusal::new(
            format!("電子証明書の期限（{day}）が過ぎています。"),
            "",
            "運営者に新しい発行コードを申し込み、renkei enroll --again で登録し直してください。",
            "送受信できません。",
        ),
    };
    examination.bad("電子証明書", &refusal)
}

fn office(workplace: &Workplace, me: &Me, examination: &mut Examination<'_, '_>) -> Done<()> {
    examination.good("サインイン", &format!("{} {}", me.office.number, me.office.name))?;
    match &me.licence {
        Some(licence) if licence.valid => examination.good("ライセンス", &format!("{} まで", licence.until))?,
        _ => {
            let cure = "申込サイトでライセンスを申し込んでください。";
            examination
                .bad("ライセンス", &Refusal::new("有効なライセンスがありません。", "", cure, "送受信できません。"))?;
        }
    }
    let apart = instant(&me.now).map_or(0, |hub| hub.unix().abs_diff(workplace.surroundings.timestamp().unix()));
    if apart > CLOCK {
        let what = format!("パソコンの時計が、連携基盤と {} 分ちがいます。", apart / 60);
        let refusal =
            Refusal::new(what, "", "パソコンの日付と時刻を正しく合わせてください。", "送信が断られることがあります。");
        examination.bad("時計", &refusal)?;
    } else {
        examination.good("時計", "合っています")?;
    }
    match me.system_state {
        SystemState::Available => examination.good("連携基盤", "利用可能です"),
        SystemState::ReadOnly | SystemState::Maintenance => {
            let cure = "お知らせを見て、しばらく待ってください。";
            examination
                .bad("連携基盤", &Refusal::new("いまは送信できません。", "", cure, "受信はできることがあります。"))
        }
    }
}
