//! When operators' certificates end: told in time, because nobody whose certificate is over can read it here.

use super::{Console, unanswered, words};
use exchange::instant::DAY;
use exchange::operator::{Duty, OperatorCaller};
use exchange::{Instant, OperatorId};
use web::Trouble;

/// From so many days before the end it is told.
const TOLD: i64 = 60;

/// The day of an end, and how soon that is.
pub(super) fn shown(end: Instant, at: Instant) -> (String, Option<String>) {
    let left = end.since(at).div_euclid(DAY);
    let soon = match left {
        ..0 => Some("期限が切れています".to_owned()),
        0 => Some("今日までです".to_owned()),
        1..=TOLD => Some(format!("あと{left}日です")),
        _ => None,
    };
    (words::day(end.day_in_japan()), soon)
}

/// What トップ tells: of the operator's own certificate, and who lets others in, of theirs.
pub(super) async fn soon(console: &Console, caller: &OperatorCaller) -> Result<Vec<(String, String)>, Trouble> {
    let (hub, at) = (&console.hub, console.hub.now());
    let until = hub.store.operators_until().await.map_err(unanswered)?;
    let ends: Vec<_> = until.into_iter().filter(|(_, end)| end.since(at) <= TOLD * DAY).collect();
    let (own, others): (Vec<_>, Vec<_>) = ends.into_iter().partition(|(id, _)| *id == caller.id);
    let mut told: Vec<_> = own.into_iter().map(|(id, end)| of_oneself(&id, end, caller)).collect();
    if caller.role.may(Duty::ManageOperators) && !others.is_empty() {
        told.push(of_others(&others));
    }
    Ok(told)
}

fn of_oneself(id: &OperatorId, end: Instant, caller: &OperatorCaller) -> (String, String) {
    let title = format!("あなたの電子証明書の期限は、{}です", words::in_words(end));
    let whom = if caller.role.may(Duty::ManageOperators) {
        ""
    } else {
        "管理者に、新しい証明書を依頼してください。"
    };
    let more = format!(
        "過ぎると、運営コンソールを開けなくなります。{whom}新しい証明書は、連携基盤のコンピューターで renkei-hub operator renew {} --to 新しいファイル名 を使って作ります。",
        id.as_str()
    );
    (title, more)
}

fn of_others(others: &[(OperatorId, Instant)]) -> (String, String) {
    let each: Vec<_> =
        others.iter().map(|(id, end)| format!("{}（{}）", id.as_str(), words::day(end.day_in_japan()))).collect();
    let more = format!(
        "{}。過ぎると、運営コンソールを開けなくなります。新しい証明書は、連携基盤のコンピューターで renkei-hub operator renew を使って作ります。",
        each.join("、")
    );
    ("電子証明書の期限が近い運営者がいます".to_owned(), more)
}
