//! What offices are told of a maintenance: from when to when, what can be done meanwhile, and each change of it.

use super::super::words;
use exchange::Instant;
use exchange::notice::Maintenance;
use exchange::usecases::notice::remind::Words;

/// A window that is planned.
pub(super) fn planned(begins: Instant, ends: Instant, goes_on: bool, text: &str) -> Words {
    let title = format!("{}からメンテナンスを行います", words::in_words(begins));
    Words { title, body: format!("期間：{}\n{}\n\n{text}", period(begins, ends), meanwhile(goes_on)) }
}

/// A window that takes the place of another.
pub(super) fn moved(old: &Maintenance, begins: Instant, ends: Instant, goes_on: bool, text: &str) -> Words {
    if (old.begins, old.ends) == (begins, ends) {
        let title = format!("{}からのメンテナンスの内容が変わりました", words::in_words(begins));
        return Words { title, ..planned(begins, ends, goes_on, text) };
    }
    let title = format!("メンテナンスの日時が変わりました（{}から）", words::in_words(begins));
    let (new, before) = (period(begins, ends), period(old.begins, old.ends));
    let body = format!("新しい期間：{new}\n前のお知らせの期間：{before}\n{}\n\n{text}", meanwhile(goes_on));
    Words { title, body }
}

/// A window that was taken back before it began.
pub(super) fn cancelled(old: &Maintenance) -> Words {
    let title = format!("{}からのメンテナンスは取りやめました", words::in_words(old.begins));
    let body =
        format!("予定していた期間：{}\nこの期間も、いつもどおり送信と受信ができます。", period(old.begins, old.ends));
    Words { title, body }
}

/// A window that is over earlier than planned.
pub(super) fn ended(old: &Maintenance, at: Instant) -> Words {
    let body = format!(
        "{}に、予定（{}まで）より早く終わりました。いつもどおり送信と受信ができます。",
        words::in_words(at),
        words::in_words(old.ends)
    );
    Words { title: "メンテナンスが終わりました".to_owned(), body }
}

/// What can be done meanwhile.
pub(super) fn meanwhile(goes_on: bool) -> &'static str {
    match goes_on {
        true => "このあいだも、送信と受信ができます。",
        false => {
            "このあいだは、つながらないことがあります。送信したデータはパソコンに残り、つながりしだい自動で送ります。"
        }
    }
}

fn period(begins: Instant, ends: Instant) -> String {
    format!("{}から{}まで", words::in_words(begins), words::in_words(ends))
}
