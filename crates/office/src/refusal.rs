//! Something that did not work, in words: what happened, why, what to do, what did not happen.

mod code;
mod hub;
mod local;
mod trouble;

pub(crate) use trouble::in_the_window;
pub use trouble::remark;

use protocol::{FindingBody, ProblemCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person is told when something did not work. No part blames the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// What happened.
    pub what: Box<str>,
    /// Why; empty when nothing more is known.
    pub why: Box<str>,
    /// What to do.
    pub cure: Box<str>,
    /// What did not happen, and where things are now.
    pub undone: Box<str>,
    /// Number of the request; the operator finds it in the log.
    pub request: Option<Box<str>>,
    /// What the hub's check found.
    pub findings: Box<[FindingBody]>,
    /// The hub did not answer; the same may work later.
    #[serde(default)]
    pub away: bool,
    /// The hub's code of the problem, when it is one that this version knows.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "code")]
    pub code: Option<ProblemCode>,
}

impl Refusal {
    /// A refusal without a request and without findings.
    pub fn new(
        what: impl Into<String>,
        why: impl Into<String>,
        cure: impl Into<String>,
        undone: impl Into<String>,
    ) -> Self {
        let [what, why, cure, undone] =
            [what.into(), why.into(), cure.into(), undone.into()].map(String::into_boxed_str);
        Self { what, why, cure, undone, request: None, findings: Box::default(), away: false, code: None }
    }

    /// Whether it is this problem.
    pub fn is(&self, code: ProblemCode) -> bool {
        self.code == Some(code)
    }

    /// The session has ended: a person must sign in.
    pub fn is_of_session(&self) -> bool {
        self.is(ProblemCode::SignInRequired) || self.is(ProblemCode::OtherCertificate)
    }

    /// The same with the code of a problem.
    #[must_use]
    pub fn of_code(self, code: ProblemCode) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The same with another word on what did not happen.
    #[must_use]
    pub fn leaving(self, undone: impl Into<String>) -> Self {
        Self { undone: undone.into().into_boxed_str(), ..self }
    }
}

/// The words of a program or of the system, marked as such: they are for the one who helps.
pub(crate) fn in_its_words(error: &dyn fmt::Display) -> String {
    format!("くわしい原因（問い合わせのとき用）は「{error}」です。")
}

impl fmt::Display for Refusal {
    /// The first line says what happened, the others follow under it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        for (label, text) in [("理由", &self.why), ("対処", &self.cure), ("現状", &self.undone)] {
            if !text.is_empty() {
                write!(f, "\n  {label}: {text}")?;
            }
        }
        for finding in &self.findings {
            write!(f, "\n  指摘: {}（{}）{}", place(finding), finding.title, finding.cure)?;
        }
        match &self.request {
            Some(request) => write!(f, "\n  問い合わせ番号: {request}"),
            None => Ok(()),
        }
    }
}

fn place(finding: &FindingBody) -> String {
    let place = &finding.place;
    let line = place.line.map(|line| format!(" {line}行目")).unwrap_or_default();
    let field = place.field.as_ref().map(|field| format!("・項目{}「{}」", field.no, field.name)).unwrap_or_default();
    format!("{}{line}{field}", place.file)
}
