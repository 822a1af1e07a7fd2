//! Trouble: what happened, why, what to do, what did not happen; and the page that says so.

use crate::page::{Page, show};
use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::error::Error;
use std::sync::Arc;

/// Why something did not go as the person wanted, in the order in which people need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened; the heading.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do, one sentence a step.
    pub next: Vec<String>,
    /// What did not happen: 「パソコンの中のファイルは消えていません。」
    pub unharmed: Option<String>,
    /// Where to read on.
    pub manual: Option<Manual>,
    /// The number for the helpdesk; error pages get the request's.
    pub number: Option<String>,
}

/// A link into the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    /// Where.
    pub href: String,
    /// The words of the link.
    pub label: String,
}

impl Explanation {
    /// With one thing to do.
    pub fn new(what: impl Into<String>, why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), next: vec![next.into()], ..Self::default() }
    }

    /// Says what did not happen.
    pub fn unharmed(self, text: impl Into<String>) -> Self {
        Self { unharmed: Some(text.into()), ..self }
    }

    /// Adds a link into the manual.
    pub fn manual(self, href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { manual: Some(Manual { href: href.into(), label: label.into() }), ..self }
    }
}

/// An answer that is an error page.
#[derive(Clone, Debug)]
pub struct Trouble {
    status: StatusCode,
    explanation: Box<Explanation>,
}

impl Trouble {
    /// With a status and the words for the person.
    pub fn new(status: StatusCode, explanation: Explanation) -> Self {
        Self { status, explanation: Box::new(explanation) }
    }

    /// There is no such page, or it is not this person's (S30: the same answer).
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            Explanation::new(
                "このページは見つかりませんでした",
                "ページがなくなったか、アドレスが違うようです。",
                "トップにもどって、もう一度選んでください。",
            ),
        )
    }

    /// The request does not come from a page of ours, or the page is too old.
    pub fn forbidden() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            Explanation::new(
                "操作を受け付けませんでした",
                "ページを開いてから時間がたったか、ほかのサイトからの操作でした。",
                "ページを開きなおして、もう一度お試しください。",
            )
            .unharmed("送信や変更は、何も行われていません。"),
        )
    }

    /// The person may not do this.
    pub fn not_allowed(why: impl Into<String>, next: impl Into<String>) -> Self {
        let explanation = Explanation::new("この操作はできません", why, next).unharmed("何も変わっていません。");
        Self::new(StatusCode::FORBIDDEN, explanation)
    }

    /// The site is not reached under the address in the request.
    pub fn misdirected() -> Self {
        Self::new(
            StatusCode::MISDIRECTED_REQUEST,
            Explanation::new(
                "このアドレスでは開けません",
                "安全のため、決められたアドレスからだけ開けるようになっています。",
                "いつものアイコンまたはお気に入りから、開きなおしてください。",
            ),
        )
    }

    /// A form that cannot be read: not sent by one of our pages.
    pub fn unreadable() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            Explanation::new(
                "入力を読み取れませんでした",
                "送られた内容の形が、このページのものと違っていました。",
                "ページを開きなおして、もう一度入力してください。",
            )
            .unharmed("送信や変更は、何も行われていません。"),
        )
    }

    /// More was put in than is taken at once.
    pub fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            Explanation::new(
                "一度に受け取れる大きさを超えています",
                "置かれたファイルの合計が大きすぎました。",
                "いくつかに分けて、もう一度置いてください。",
            )
            .unharmed("パソコンの中のファイルは、そのまま残っています。"),
        )
    }

    /// Too much to do just now.
    pub fn busy() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            Explanation::new(
                "ただいま混み合っています",
                "同時にたくさんの操作が行われています。",
                "1分ほど待ってから、もう一度お試しください。",
            )
            .unharmed("入力した内容は、まだ送られていません。"),
        )
    }

    /// Something that should not occur; the cause goes to the log with the request's number, never to the person.
    pub fn internal(cause: &dyn Error) -> Self {
        tracing::error!(cause = %chain(cause), "a page failed");
        Self::unexpected()
    }

    /// Like [`Self::internal`], for a cause that is logged already.
    pub fn unexpected() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            Explanation::new(
                "処理の途中で問題が起きました",
                "こちら側の不具合です。",
                "少し待ってから、もう一度お試しください。続くときは、下の番号をヘルプデスクにお伝えください。",
            ),
        )
    }

    /// What a bare status means.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Self { status, ..Self::not_found() },
            StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Self { status, ..Self::forbidden() },
            StatusCode::MISDIRECTED_REQUEST => Self::misdirected(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Self { status, ..Self::busy() },
            status if status.is_client_error() => Self { status, ..Self::unreadable() },
            status => Self { status, ..Self::unexpected() },
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The words.
    pub fn explanation(&self) -> &Explanation {
        &self.explanation
    }

    /// The page.
    pub(crate) fn page(&self, page: Page) -> Response {
        let mut why = (*self.explanation).clone();
        why.number.get_or_insert_with(|| page.number().to_string());
        let mut response = show(&ErrorPage { page, why }).unwrap_or_else(IntoResponse::into_response);
        *response.status_mut() = self.status;
        response
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

#[derive(Template)]
#[template(path = "kit/error.html")]
struct ErrorPage {
    page: Page,
    why: Explanation,
}

/// An error with its causes, for the log.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
