//! When operators' certificates end: told in time, because nobody whose certificate is over can read it here.

use super::people::People;
use super::{Console, unanswered, words};
use exchange::instant::DAY;
use exchange::operator::{Duty, OperatorCaller};
use exchange::{Instant, OperatorId};
use web::Trouble;

/// From so many days before the end it is told.
const TOLD: i64 = 60;

/// The day of an end, and how soon that is.
pub(super) fn shown(end: Instant, at: Instant) -> (String, Option<String>) {
    let left = at.days_until(end);
    let soon = match left {
        _ if end < at => Some("期限が切れています".to_owned()),
        ..=0 => Some("今日までです".to_owned()),
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
        let people = People::read(console).await?;
        told.extend(of_others(&people, &others, at));
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

/// Those whose certificate is over, and those whose end is near.
fn of_others(people: &People, others: &[(OperatorId, Instant)], at: Instant) -> Vec<(String, String)> {
    let (over, near): (Vec<_>, Vec<_>) = others.iter().partition(|(_, end)| *end <= at);
    let named = |some: &[&(OperatorId, Instant)]| {
        let each = some.iter().map(|(id, end)| format!("{} {}", people.named(id), words::day(end.day_in_japan())));
        each.collect::<Vec<_>>().join("、")
    };
    let cure = "新しい証明書は、連携基盤のコンピューターで renkei-hub operator renew を使って作ります。";
    let mut told = Vec::new();
    if !over.is_empty() {
        let more = format!(
            "{}。運営コンソールを開けません。{cure}もう使わない人は、「運営者」の画面で停止してください。",
            named(&over)
        );
        told.push(("電子証明書の期限が過ぎた運営者がいます".to_owned(), more));
    }
    if !near.is_empty() {
        let more = format!("{}。過ぎると、運営コンソールを開けなくなります。{cure}", named(&near));
        told.push(("電子証明書の期限が近い運営者がいます".to_owned(), more));
    }
    told
}
