//! The notices that the office sees now.

use super::listing::limit;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire;
use exchange::notice::{Importance as DomainImportance, NoticeEntry};
use exchange::usecases::notice::read::notices;
use protocol::{Cursor, Importance, Notice, NoticePage, NoticeQuery};

pub(super) async fn run(call: Call) -> Answer {
    let asked: NoticeQuery = call.query()?;
    let begin = asked.cursor.as_ref();
    let begin = begin.map(|text| text.0.parse::<usize>().map_err(|_| Refusal::value("cursor", "前の答えのまま")));
    let begin = begin.transpose()?.unwrap_or(0);
    let most = usize::try_from(limit(asked.limit)?.get()).unwrap_or(usize::MAX);
    // 200 at most are shown at all, so the cursor is a place among them.
    let all = notices(call.context(), call.caller()?).await?;
    let end = begin.saturating_add(most);
    let next = (end < all.len()).then(|| Cursor(end.to_string()));
    let shown = all.iter().skip(begin).take(most).map(body).collect();
    json(call.route.status, &NoticePage { notices: shown, next })
}

fn body(entry: &NoticeEntry) -> Notice {
    let notice = &entry.notice;
    Notice {
        id: notice.id.to_string(),
        published_at: wire::time(notice.from),
        importance: match notice.importance {
            DomainImportance::Normal => Importance::Normal,
            DomainImportance::Important => Importance::High,
            DomainImportance::Urgent => Importance::Urgent,
        },
        title: notice.title.clone(),
        body: notice.body.clone(),
        read: entry.read_at.is_some(),
    }
}
