//! Pages that only show.

use super::frame;
use askama::Template;
use web::{Banner, Explanation, Page, Paging, Shown, Visit, Who, show};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
}

pub(crate) async fn home(visit: Visit) -> Shown {
    let mut frame = frame("home");
    frame.who =
        Some(Who { name: "架空居宅介護支援センター".into(), detail: "事業所番号 1370000001".into() });
    frame.banners = vec![Banner {
        kind: "practice",
        text: "練習中です。ここでの操作は、どこにも送られません。".into(),
    }];
    show(&Home { page: visit.page(frame) })
}

#[derive(Template)]
#[template(path = "parts.html")]
struct Parts {
    page: Page,
    why: Explanation,
    paging: Paging,
}

pub(crate) async fn parts(visit: Visit) -> Shown {
    let why = Explanation {
        what: "1件を送れませんでした".into(),
        why: "宛先「架空訪問介護ステーション」の利用期限が切れています。".into(),
        next: vec![
            "宛先の事業所に、更新の予定を確かめてください。".into(),
            "更新されたら、もう一度「送信する」を押してください。".into(),
        ],
        ..Explanation::default()
    };
    let why = why
        .unharmed("ほかの8件は届いています。パソコンの中のファイルは消えていません。")
        .manual("/parts", "送れないときの手引きを読む");
    show(&Parts { page: visit.page(frame("parts")), why, paging: Paging::new(120, 2, "/parts") })
}

#[derive(Template)]
#[template(path = "terms.html")]
struct Terms {
    page: Page,
}

pub(crate) async fn terms(visit: Visit) -> Shown {
    show(&Terms { page: visit.page(frame("terms")) })
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Sheet {
    page: Page,
}

pub(crate) async fn sheet(visit: Visit) -> Shown {
    show(&Sheet { page: visit.page(frame("sheet")) })
}

#[derive(Template)]
#[template(path = "steps.html")]
struct Steps {
    page: Page,
    steps: [&'static str; 4],
    current: usize,
}

pub(crate) async fn steps(visit: Visit) -> Shown {
    let steps = ["準備するもの", "電子証明書", "ログイン", "フォルダー"];
    show(&Steps { page: visit.page(frame("steps")), steps, current: 2 })
}

#[allow(clippy::panic, reason = "what becomes of it is what the page is for")]
pub(crate) async fn panics() -> Shown {
    panic!("asked for")
}
