//! Looks at everything that sending and receiving need of a terminal, and says what to do.

use crate::certificate::{Stage, Term};
use crate::refusal::Refusal;
use crate::transfer::{Workplace, instant};
use protocol::{Me, SystemState};

/// The hub takes containers up to 5 minutes ahead.
const CLOCK: u64 = 120;

/// One thing that was looked at.
#[derive(Debug)]
pub struct Examined {
    /// What.
    pub subject: &'static str,
    /// What was found.
    pub found: Found,
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// All right, with what was seen.
    Good(String),
    /// Works, but not for ever.
    Soon(Refusal),
    /// Does not work.
    Bad(Refusal),
}

impl Examined {
    fn good(subject: &'static str, text: impl Into<String>) -> Self {
        Self { subject, found: Found::Good(text.into()) }
    }

    fn bad(subject: &'static str, refusal: Refusal) -> Self {
        Self { subject, found: Found::Bad(refusal) }
    }
}

/// Certificate, what waits, both listeners of the hub, sign-in, licence, clock, and the state of the exchange.
///
/// # Errors
/// When the store cannot be read.
pub async fn examine(workplace: &Workplace) -> Result<Vec<Examined>, Refusal> {
    let mut all = vec![certificate(workplace), waiting(workplace)?];
    all.push(match workplace.trust().await {
        Ok(_) => Examined::good("連携基盤の公開窓口", "つながります"),
        Err(refusal) => Examined::bad("連携基盤の公開窓口", refusal),
    });
    let asked = match workplace.client().await {
        Ok(client) => client.me().await.map_err(|error| Refusal::from(&error)),
        Err(refusal) => Err(refusal),
    };
    match asked {
        Ok(me) => all.extend(office(workplace, &me)),
        Err(refusal) => all.push(Examined::bad("ログイン", refusal)),
    }
    Ok(all)
}

fn waiting(workplace: &Workplace) -> Result<Examined, Refusal> {
    let outbox = workplace.store.outbox().map_err(|error| Refusal::from(&error))?;
    Ok(match outbox.iter().filter(|item| item.state.is_waiting()).count() {
        0 => Examined::good("送信待ち", "送信を待っているものはありません"),
        waiting => {
            let cure = "renkei send（ファイルの指定なし）で送ってください。";
            let refusal = Refusal::new(format!("送信待ちが {waiting} 件あります。"), "", cure, "");
            Examined { subject: "送信待ち", found: Found::Soon(refusal) }
        }
    })
}

fn certificate(workplace: &Workplace) -> Examined {
    const SUBJECT: &str = "電子証明書";
    let term = Term::of(&workplace.identity.certificate, workplace.surroundings.timestamp());
    let day = term.end.in_japanese();
    match term.stage {
        Stage::Good => Examined::good(SUBJECT, format!("{day} まで使えます（{}）", term.left())),
        Stage::Soon => {
            let what = format!("電子証明書の期限は {day}（{}）です。", term.left());
            let cure = "renkei certificate renew で更新してください。";
            Examined {
                subject: SUBJECT, found: Found::Soon(Refusal::new(what, "", cure, "期限までは使えます。"))
            }
        }
        Stage::Over => {
            let what = format!("電子証明書の期限（{day}）が過ぎています。");
            let cure = "利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。利用申請サイトにログインできないときは、運営者に連絡してください。";
            Examined::bad(SUBJECT, Refusal::new(what, "", cure, "送受信できません。"))
        }
    }
}

fn office(workplace: &Workplace, me: &Me) -> [Examined; 4] {
    let signed_in = Examined::good("ログイン", format!("{} {}", me.office.number, me.office.name));
    [signed_in, licence(me), clock(workplace, me), exchange(me)]
}

fn licence(me: &Me) -> Examined {
    match &me.licence {
        Some(licence) if licence.valid => Examined::good("ライセンス", format!("{}まで", in_words(&licence.until))),
        _ => {
            let cure = "利用申請サイトの「利用申請/更新」で手続きをしてください。";
            let undone = "送信できません。すでに届いているものは受信できます。";
            Examined::bad("ライセンス", Refusal::new("有効なライセンスがありません。", "", cure, undone))
        }
    }
}

/// `2027-11-21` as 2027年11月21日; another text as it is.
fn in_words(day: &str) -> String {
    let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
    match parts[..] {
        [year, month, day] => format!("{year}年{month}月{day}日"),
        _ => day.to_owned(),
    }
}

fn clock(workplace: &Workplace, me: &Me) -> Examined {
    let apart = instant(&me.now).map_or(0, |hub| hub.unix().abs_diff(workplace.surroundings.timestamp().unix()));
    if apart <= CLOCK {
        return Examined::good("時計", "合っています");
    }
    let what = format!("パソコンの時計が、連携基盤と {} 分ちがいます。", apart / 60);
    let cure = "パソコンの日付と時刻を正しく合わせてください。";
    Examined::bad("時計", Refusal::new(what, "", cure, "送信が断られることがあります。"))
}

fn exchange(me: &Me) -> Examined {
    match me.system_state {
        SystemState::Available => Examined::good("連携基盤", "利用可能です"),
        SystemState::Maintenance if me.maintenance.as_ref().is_none_or(|window| window.goes_on) => {
            Examined::good("連携基盤", "メンテナンス中です。送信と受信はできます")
        }
        SystemState::Maintenance => {
            let cure = "お知らせを見て、終わるのを待ってください。";
            let unharmed = "送信したものは、つながりしだい自動で送られます。";
            let what = "メンテナンス中です。つながらないことがあります。";
            Examined::bad("連携基盤", Refusal::new(what, "", cure, unharmed))
        }
        SystemState::ReadOnly => {
            let cure = "お知らせを見て、しばらく待ってください。";
            Examined::bad("連携基盤", Refusal::new("いまは送信できません。", "", cure, "受信はできることがあります。"))
        }
    }
}
