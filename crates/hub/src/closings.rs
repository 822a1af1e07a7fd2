//! What offices are told of a closing: the office itself, and those that exchange with it.

use crate::hub::Hub;
use exchange::Instant;
use exchange::instant::Day;
use exchange::office::{ClosedPartner, READING_DAYS};
use exchange::store::ClosingWords;
use exchange::usecases::office::close::{Asked, ClosingNews, ClosingReader};
use standard::OfficeNumber;
use web::JapanTime;

impl Hub {
    /// The words for a closing; where the operator is asked stands in them.
    pub(crate) fn closing_words(
        &self,
    ) -> impl Fn(ClosingNews, ClosingReader, &ClosedPartner, &str) -> ClosingWords + Sync + '_ {
        let contact = self.config.contact.as_deref();
        move |news, reader, about, why| match reader {
            ClosingReader::Own => own(news, about, why, contact),
            ClosingReader::Partner => partner(news, about, false),
            ClosingReader::Sender => partner(news, about, true),
            ClosingReader::Successor => successor(news, about),
        }
    }
}

/// A day as a sentence has it.
pub(crate) fn day(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).sentence_day()
}

/// The last day of a span that ends with a day.
pub(crate) fn last_day(until: Instant) -> String {
    day(until.minus(1).day_in_japan())
}

/// An office by name and number.
pub(crate) fn named((number, name): &(OfficeNumber, String)) -> String {
    format!("{name}（事業所番号{number}）")
}

/// 廃止, or 統合 with whom.
fn becomes(about: &ClosedPartner, ending: &str) -> String {
    about.successor.as_ref().map_or_else(|| format!("廃止{ending}"), |next| format!("{}に統合{ending}", named(next)))
}

fn own(news: ClosingNews, about: &ClosedPartner, why: &str, contact: Option<&str>) -> ClosingWords {
    let asks = contact.map_or_else(|| "運営者".to_owned(), |contact| format!("運営者（{contact}）"));
    let why = if why.is_empty() { String::new() } else { format!("\n理由: {why}") };
    let reading = "ログインして、それまでに届いたものを保存し、受領証を出し、証跡を書き出すことができます。";
    let (title, body) = match news {
        ClosingNews::Planned => (
            format!("この事業所は、{}に廃止されます", day(about.from)),
            format!(
                "{}（事業所番号{}）は、{}に{}。その日から、送ることも、新しく受け取ることもできなくなります。それまでは、これまでどおり使えます。{why}\n廃止のあと{READING_DAYS}日間は、{reading}\nまちがいのときは、すぐに{asks}に知らせてください。",
                about.name,
                about.office,
                day(about.from),
                becomes(about, "されます"),
            ),
        ),
        ClosingNews::Closed => (
            "この事業所は廃止されました".to_owned(),
            format!(
                "{}（事業所番号{}）は、{}に{}。送ることも、新しく受け取ることもできません。{why}\n{}までは、{reading}そのあとは、ログインできなくなります。\nまだ支払っていない請求書があるときは、支払う前に運営者にたずねてください。\nまちがいのときは、すぐに{asks}に知らせてください。",
                about.name,
                about.office,
                day(about.from),
                becomes(about, "されました"),
                about.reads_until.map(last_day).unwrap_or_default(),
            ),
        ),
        ClosingNews::Dropped => goes_on(about, Asked::default(), &asks),
        ClosingNews::TakenBack(asked) => goes_on(about, asked, &asks),
    };
    ClosingWords { title, body }
}

/// What the office reads when it goes on.
fn goes_on(about: &ClosedPartner, asked: Asked, asks: &str) -> (String, String) {
    let costs = if asked.anew == 0 { "料金を増やさずに" } else { "" };
    let pays = to_pay(asked).unwrap_or_else(|| {
        "請求書と支払いも、廃止する前のとおりです。まだ支払っていない請求書があるときは、利用申請サイトの「ライセンス」で確かめて、支払ってください。"
            .to_owned()
    });
    (
        "この事業所の廃止は取り消されました".to_owned(),
        format!(
            "先にお知らせした廃止は、取り消されました。{}（事業所番号{}）は、これまでどおり、送ることも受け取ることもできます。ライセンスも、{costs}前の期限まで使えます。{pays}\nわからないことは、{asks}にたずねてください。",
            about.name, about.office,
        ),
    )
}

/// What is asked for anew, and by when what the office was told not to pay is to be paid; none without either.
pub(crate) fn to_pay(asked: Asked) -> Option<String> {
    let due = asked.due.map(day);
    let (anew, due) = match (asked.anew, due) {
        (0, None) => return None,
        (0, Some(due)) => (String::new(), format!("まだ支払っていない請求書は、支払いの期限を{due}に延ばしました。")),
        (yen, due) => (
            format!("廃止によってお返しした{}は、もう一度お支払いが必要です。", web::yen(yen)),
            due.map_or_else(String::new, |due| format!("支払いの期限は、{due}です。")),
        ),
    };
    Some(format!("{anew}{due}支払いの方法は、利用申請サイトの「ライセンス」で確かめてください。"))
}

/// For who takes over: what comes to it from now on.
fn successor(news: ClosingNews, about: &ClosedPartner) -> ClosingWords {
    let (name, day) = (&about.name, day(about.from));
    let who = format!("{name}（事業所番号{}）", about.office);
    let comes = format!(
        "{name}とやり取りのあった事業所には、この事業所に送るように知らせています。心あたりがないときは、運営者に知らせてください。"
    );
    let (title, body) = match news {
        ClosingNews::Planned => (
            format!("{name}が、{day}にこの事業所に統合されます"),
            format!("{who}は、{day}にこの事業所に統合されます。\n{comes}"),
        ),
        ClosingNews::Closed => (
            format!("{name}が、この事業所に統合されました"),
            format!("{who}は、{day}にこの事業所に統合されました。\n{comes}"),
        ),
        ClosingNews::Dropped | ClosingNews::TakenBack(_) => return partner(news, about, false),
    };
    ClosingWords { title, body }
}

fn partner(news: ClosingNews, about: &ClosedPartner, is_waiting: bool) -> ClosingWords {
    let name = &about.name;
    let gone = "これからの受け渡しは、利用者や相手の法人に確かめてください。引き継いだ事業所は登録されていません。";
    let again = about.successor.as_ref().map_or_else(
        || gone.to_owned(),
        |next| {
            format!(
                "引き継いだ事業所は、{}です。これからは、介護ソフトに登録した送信先の事業所番号を{}に直し、ファイルを出力し直して送ってください。",
                named(next),
                next.0
            )
        },
    );
    let who = format!("{name}（事業所番号{}）", about.office);
    let waits = |sentence: String| if is_waiting { format!("\n{sentence}") } else { String::new() };
    let (title, body) = match news {
        ClosingNews::Planned => (
            format!("{name}が、{}に廃止されます", day(about.from)),
            format!(
                "{who}は、{}に{}。その日から、この番号には送れません。それまでは、これまでどおり送れます。\n{again}{}",
                day(about.from),
                becomes(about, "されます"),
                waits(
                    "この事業所から送ったもののうち、相手がまだ受け取っていないものがあります。送信一覧で確かめてください。"
                        .to_owned()
                ),
            ),
        ),
        ClosingNews::Closed => (
            format!("{name}は廃止されました"),
            format!(
                "{who}は、{}に{}。この番号には、もう送れません。\n{again}{}",
                day(about.from),
                becomes(about, "されました"),
                waits(format!(
                    "この事業所から送ったもののうち、相手がまだ受け取っていないものがあります。相手は{}まで受け取れますが、受け取られないこともあります。送信一覧で確かめ、必要なものは送り直してください。",
                    about.reads_until.map(last_day).unwrap_or_default()
                )),
            ),
        ),
        ClosingNews::Dropped | ClosingNews::TakenBack(_) => (
            format!("{name}の廃止は取り消されました"),
            format!("先にお知らせした{who}の廃止は、取り消されました。この事業所には、これまでどおり送れます。"),
        ),
    };
    ClosingWords { title, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(asked: Asked) -> String {
        let office = OfficeNumber::parse("1370000001").unwrap();
        let from = Day::of(2026, 4, 1).unwrap();
        let about = ClosedPartner { office, name: "あおば".to_owned(), from, reads_until: None, successor: None };
        own(ClosingNews::TakenBack(asked), &about, "", None).body
    }

    #[test]
    fn who_goes_on_reads_what_is_to_be_paid_and_until_when() {
        let due = Day::of(2026, 5, 31);
        let as_before = told(Asked::default());
        assert!(as_before.contains("料金を増やさずに前の期限まで使えます。請求書と支払いも、廃止する前のとおりです。"));
        let later = told(Asked { anew: 0, due });
        assert!(later.contains("料金を増やさずに前の期限まで"), "{later}");
        assert!(later.contains("支払いの期限を2026年5月31日に延ばしました。"), "{later}");
        let anew = told(Asked { anew: 21_000, due });
        assert!(anew.contains("21,000円は、もう一度お支払いが必要です。支払いの期限は、2026年5月31日です。"), "{anew}");
        assert!(!anew.contains("増やさずに") && !anew.contains("廃止する前のとおり"), "{anew}");
        assert!(!told(Asked { anew: 21_000, due: None }).contains("期限は、"), "no invoice can be made yet");
    }
}
