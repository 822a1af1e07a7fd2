//! Refusals: what the caller is told, and what the log is told, of one failure. One exhaustive match per operation.

mod account;
mod container;
mod enrolment;
mod gate;
mod signature;
mod statement;
mod submit;
mod transmission;

pub(crate) use enrolment::{authority, issue, request};

use super::number::RequestNumber;
use crate::hub::Hub;
use crate::stopped::Stopped;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use exchange::office::OfficeState;
use exchange::store::StoreError;
use protocol::{FindingBody, PROBLEM_MEDIA_TYPE, PasswordOf, Problem, ProblemCode};
use standard::OfficeNumber;
use std::error::Error;

/// Why a request was not done.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ProblemCode,
    detail: String,
    findings: Vec<FindingBody>,
    must_change: Vec<PasswordOf>,
    retry_after: Option<u32>,
    stopped: Option<Box<(OfficeNumber, OfficeState)>>,
    log: String,
}

impl Refusal {
    pub(crate) fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        let (findings, must_change) = (Vec::new(), Vec::new());
        Self {
            code,
            detail: detail.into(),
            findings,
            must_change,
            retry_after: None,
            stopped: None,
            log: String::new(),
        }
    }

    /// Adds the error with its causes for the log.
    pub(crate) fn because(self, error: &(dyn Error + 'static)) -> Self {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        self.log(text)
    }

    /// Notes which office is stopped, so that it is told when and why.
    pub(crate) fn of_stopped(mut self, number: OfficeNumber, state: OfficeState) -> Self {
        self.stopped = Some(Box::new((number, state)));
        self
    }

    /// With the words for an office that is stopped; without them when the store does not give them.
    pub(crate) async fn told(mut self, hub: &Hub) -> Self {
        if let Some((number, state)) = self.stopped.as_deref().copied()
            && let Ok(Stopped { why, cure }) = Stopped::of(hub, number, state).await
        {
            self.detail = format!("{why}{cure}");
        }
        self
    }

    /// Adds a text for the log.
    pub(crate) fn log(mut self, text: impl Into<String>) -> Self {
        self.log = text.into();
        self
    }

    pub(crate) fn findings(mut self, findings: Vec<FindingBody>) -> Self {
        self.findings = findings;
        self
    }

    pub(crate) fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What stands in the log beside the number.
    pub(crate) fn log_text(&self) -> &str {
        &self.log
    }

    pub(crate) fn problem(&self, number: RequestNumber) -> Problem {
        let mut problem = Problem::new(self.code, self.detail.clone(), number.to_string());
        problem.retry_after_seconds = self.retry_after;
        problem.findings.clone_from(&self.findings);
        problem.must_change.clone_from(&self.must_change);
        problem
    }

    pub(crate) fn response(&self, number: RequestNumber) -> Response {
        let bytes = serde_json::to_vec(&self.problem(number)).unwrap_or_default();
        let mut response = Response::new(Body::from(bytes));
        let status = StatusCode::from_u16(self.code.status());
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_MEDIA_TYPE));
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    pub(crate) fn not_found() -> Self {
        Self::new(
            ProblemCode::NotFound,
            "お探しのものは見つかりませんでした。番号が違うか、この事業所のものではありません。一覧から選び直してください。",
        )
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            ProblemCode::MethodNotAllowed,
            "この窓口では、その操作はできません。ソフトウェアが古いことがあります。新しい版に更新してください。",
        )
    }

    pub(crate) fn internal(error: &(dyn Error + 'static)) -> Self {
        Self::panicked().because(error)
    }

    pub(crate) fn panicked() -> Self {
        Self::new(
            ProblemCode::Internal,
            "連携基盤の中で問題が起きたため、処理できませんでした。時間をおいてもう一度お試しください。続くときは、受付番号を添えて窓口にお問い合わせください。",
        )
        .retry_after(60)
    }

    pub(crate) fn busy() -> Self {
        Self::new(
            ProblemCode::Busy,
            "いま連携基盤が混み合っているため、受け付けられませんでした。何も変わっていません。少し待ってから、もう一度お試しください。",
        )
        .retry_after(5)
    }

    /// A JSON member or a query parameter, from what the reader said of it.
    pub(crate) fn member(said: &str) -> Self {
        let after = |words: &str| {
            let (_, rest) = said.split_once(words)?;
            let name = rest.split('`').next().unwrap_or_default();
            Some(name.chars().filter(|sign| !sign.is_control()).take(60).collect::<String>())
        };
        let detail = if let Some(name) = after("unknown field `") {
            format!("送られた項目「{name}」は、この窓口では使いません。項目の名前を確かめて、取り除いてください。")
        } else if let Some(name) = after("missing field `") {
            format!("必要な項目「{name}」がありません。項目を加えて送り直してください。")
        } else if let Some(name) = after("duplicate field `") {
            format!("項目「{name}」が二度書かれています。一つにして送り直してください。")
        } else {
            "送られた項目の中に、値の種類や書き方が違うものがあります。APIの説明書と見比べて、直して送り直してください。".to_owned()
        };
        Self::new(ProblemCode::BadMember, detail).log("a member is unknown, missing or of another form")
    }

    /// A member whose value is not of its form.
    pub(crate) fn value(member: &str, form: &str) -> Self {
        Self::new(
            ProblemCode::BadMember,
            format!("項目「{member}」の値を読み取れませんでした。{form}で書いて、送り直してください。"),
        )
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy => Self::busy(),
            StoreError::StorageFull => Self::new(
                ProblemCode::StorageFull,
                "連携基盤の保存場所に空きがないため、受け付けられませんでした。何も変わっていません。受け取った内容の閲覧は続けられます。運営者が空きを作りますので、時間をおいてもう一度お試しください。",
            )
            .retry_after(300),
            StoreError::Unavailable => Self::new(
                ProblemCode::ReadOnly,
                "連携基盤がいま記録できない状態のため、受け付けられたかどうかを確かめられません。少し待ってから、送信済み一覧で確かめるか、同じものをもう一度送ってください。二重にはなりません。",
            )
            .retry_after(30),
            StoreError::Damaged(_) | StoreError::Failed(_) => Self::panicked(),
        }
        .because(&error)
    }
}
