//! What an examination found, step by step.

use crate::container::Container;
use crate::receipt::Receipt;
use crate::verified::{VerificationTime, Verified};

/// What a step is about. In this order they are examined and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The container agrees with itself: form, sizes, hashes.
    Content,
    /// The sender's certificate leads to a root we trust.
    Certificate,
    /// The sender's certificate was not revoked.
    Revocation,
    /// The signature holds.
    Signature,
    /// The signer is the sender that the transmission names.
    Sender,
    /// 到達証.
    Accepted,
    /// 受領証.
    Received,
    /// The recipient's word that the data were taken in.
    Imported,
    /// The recipient's word that the data were refused.
    Rejected,
    /// The hub's word that the sender took it back.
    Withdrawn,
}

impl Subject {
    /// The heading that people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Content => "ファイルの内容",
            Self::Certificate => "送信者の電子証明書",
            Self::Revocation => "電子証明書の失効",
            Self::Signature => "送信者の電子署名",
            Self::Sender => "送信元の事業所",
            Self::Accepted => "到達証",
            Self::Received => "受領証",
            Self::Imported => "取込の通知",
            Self::Rejected => "取込できなかった旨の通知",
            Self::Withdrawn => "送信の取消",
        }
    }
}

/// How a step came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It could not be looked at: something is not at hand, or an earlier step failed.
    NotChecked,
    /// There is no such receipt.
    Missing,
}

impl Outcome {
    /// The mark that people read.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Holds => "確認できました",
            Self::Fails => "確認できません",
            Self::NotChecked => "確認していません",
            Self::Missing => "ありません",
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is about.
    pub subject: Subject,
    /// How it came out.
    pub outcome: Outcome,
    /// What that means, in Japanese.
    pub text: String,
}

/// The whole in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Content, certificate, revocation, signature, sender and acceptance hold, and no receipt fails.
    Proven,
    /// Nothing fails, and something is missing or was not looked at.
    Partly,
    /// Something fails.
    Broken,
}

/// What an examination found.
#[derive(Debug)]
pub struct Report {
    /// The steps in order.
    pub steps: Vec<Step>,
    /// For which instant the sender's certificate was examined; `None` when the container could not be opened.
    pub time: Option<VerificationTime>,
    /// The container, when all that concerns it holds.
    pub container: Option<Verified<Container>>,
    /// The receipts that count.
    pub receipts: Vec<Verified<Receipt>>,
}

impl Report {
    /// The whole in one word.
    pub fn verdict(&self) -> Verdict {
        if self.steps.iter().any(|step| step.outcome == Outcome::Fails) {
            return Verdict::Broken;
        }
        let optional = [Subject::Received, Subject::Imported, Subject::Rejected, Subject::Withdrawn];
        let mut needed = self.steps.iter().filter(|step| !optional.contains(&step.subject));
        if needed.all(|step| step.outcome == Outcome::Holds) { Verdict::Proven } else { Verdict::Partly }
    }

    /// How a step came out; `None` when it does not apply.
    pub fn outcome(&self, subject: Subject) -> Option<Outcome> {
        self.steps.iter().find(|step| step.subject == subject).map(|step| step.outcome)
    }

    pub(crate) fn push(&mut self, subject: Subject, outcome: Outcome, text: impl Into<String>) {
        self.steps.push(Step { subject, outcome, text: text.into() });
    }
}
