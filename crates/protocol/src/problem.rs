//! Problem documents (RFC 9457) with stable codes.

use crate::finding::FindingBody;
use crate::forms;
use crate::session::PasswordOf;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Problem {
    /// `urn:renkei:problem:<code>`.
    #[serde(rename = "type")]
    #[schemars(extend("pattern" = forms::PROBLEM))]
    pub kind: String,
    /// What happened, a few words in Japanese; the same for every problem of a code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened here, why and what to do, in Japanese.
    pub detail: String,
    /// Number of the request; the operator finds it in the log.
    #[schemars(extend("pattern" = forms::REQUEST))]
    pub request_number: String,
    /// Seconds after which to try again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u32>,
    /// What the check found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingBody>,
    /// First passwords that must be changed before the sign-in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must_change: Vec<PasswordOf>,
}

impl Problem {
    /// A problem of a code.
    pub fn new(code: ProblemCode, detail: impl Into<String>, request_number: impl Into<String>) -> Self {
        Self {
            kind: code.urn(),
            title: code.title().to_owned(),
            status: code.status(),
            detail: detail.into(),
            request_number: request_number.into(),
            retry_after_seconds: None,
            findings: Vec::new(),
            must_change: Vec::new(),
        }
    }

    /// The code, when this version knows it.
    pub fn code(&self) -> Option<ProblemCode> {
        ProblemCode::ALL.into_iter().find(|code| code.urn() == self.kind)
    }
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)*) => {
        /// A code of a problem. Codes are stable: never renamed, never given another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $name,)*
        }

        impl ProblemCode {
            /// All codes.
            pub const ALL: [Self; [$($status),*].len()] = [$(Self::$name),*];

            /// The code in kebab-case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// What happened, a few words in Japanese.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_codes! {
    /// The request cannot be read.
    BadRequest = "bad-request", 400, "送られた内容を読み取れませんでした";
    /// A JSON body or a query has an unknown or wrong member.
    BadMember = "bad-member", 400, "送られた項目に誤りがあります";
    /// No session, or it has ended.
    SignInRequired = "sign-in-required", 401, "ログインしてください";
    /// Unknown, wrong, or waiting after failures: one answer for all.
    SignInRefused = "sign-in-refused", 401, "ログインできませんでした";
    /// The account is an agent's (`HD…`).
    AgentAccount = "agent-account", 403, "代理人のユーザIDでは利用できません";
    /// The session or token belongs to another certificate.
    OtherCertificate = "other-certificate", 401, "別の電子証明書のログインです";
    /// The certificate of the connection was revoked.
    CertificateRevoked = "certificate-revoked", 401, "この電子証明書は失効しています";
    /// The certificate of the connection has ended.
    CertificateExpired = "certificate-expired", 401, "この電子証明書は有効期限が切れています";
    /// The certificate of the connection is not known here.
    CertificateUnknown = "certificate-unknown", 401, "登録されていない電子証明書です";
    /// A first password must be changed before anything else.
    PasswordMustChange = "password-must-change", 403, "最初のパスワードを変更してください";
    /// A new password does not meet the rules.
    PasswordRefused = "password-refused", 422, "このパスワードは使えません";
    /// The token may not do this.
    ScopeMissing = "scope-missing", 403, "このトークンではできない操作です";
    /// The office is frozen by the operator.
    OfficeFrozen = "office-frozen", 403, "この事業所の利用は停止されています";
    /// The caller's office is closed.
    OfficeClosed = "office-closed", 403, "この事業所は廃止されています";
    /// The caller's office has no licence today.
    LicenceMissing = "licence-missing", 403, "ライセンスがありません";
    /// The recipient's office has no licence today.
    RecipientNotLicensed = "recipient-not-licensed", 422, "送信先の事業所はまだ利用していません";
    /// There is no such office.
    RecipientUnknown = "recipient-unknown", 422, "送信先の事業所が見つかりません";
    /// The recipient's office is closed; its successor is named.
    RecipientClosed = "recipient-closed", 422, "送信先の事業所は廃止されています";
    /// Sender and recipient are the same.
    RecipientIsSender = "recipient-is-sender", 422, "自分の事業所には送れません";
    /// There is no such thing for this office.
    NotFound = "not-found", 404, "見つかりません";
    /// The route does not know the method.
    MethodNotAllowed = "method-not-allowed", 405, "この操作はできません";
    /// The same id came with other bytes.
    IdConflict = "id-conflict", 409, "同じ送信番号で内容の違うものが届いています";
    /// The transmission was fetched, so that it cannot be withdrawn.
    AlreadyFetched = "already-fetched", 409, "相手がすでに受け取っています";
    /// The transmission was withdrawn.
    AlreadyWithdrawn = "already-withdrawn", 409, "この送信は取り消されています";
    /// The time of keeping is over.
    Expired = "expired", 410, "保存期間が過ぎています";
    /// The state does not allow the change.
    StateConflict = "state-conflict", 409, "いまの状態ではできない操作です";
    /// The body is larger than allowed.
    TooLarge = "too-large", 413, "大きすぎて受け取れません";
    /// The body came too slowly or was cut.
    BodyIncomplete = "body-incomplete", 408, "送信が途中で切れました";
    /// The media type is not accepted.
    MediaTypeRefused = "media-type-refused", 415, "この形式は受け取れません";
    /// The container does not follow the format.
    ContainerRefused = "container-refused", 422, "封筒の形が正しくありません";
    /// The signature does not hold.
    SignatureRefused = "signature-refused", 422, "電子署名を確かめられませんでした";
    /// Signer, session, certificate and sender are not one.
    SenderMismatch = "sender-mismatch", 422, "送信元と電子証明書が一致しません";
    /// `createdAt` is more than 24 hours old or more than 5 minutes ahead.
    ClockRefused = "clock-refused", 422, "作成日時が正しくありません";
    /// The check of the documents found errors.
    DocumentsRefused = "documents-refused", 422, "ファイルに誤りがあります";
    /// The receipt does not follow the format or does not fit the transmission.
    ReceiptRefused = "receipt-refused", 422, "受領証を確かめられませんでした";
    /// The one-time code is unknown, used or over.
    CodeRefused = "code-refused", 422, "この発行コードは使えません";
    /// The certification request is refused.
    CsrRefused = "csr-refused", 422, "証明書の申請を確かめられませんでした";
    /// A quota of the office is used up.
    QuotaExceeded = "quota-exceeded", 429, "送信できる量を超えました";
    /// Too many requests.
    TooManyRequests = "too-many-requests", 429, "しばらく待ってからお試しください";
    /// Something went wrong in the hub.
    Internal = "internal", 500, "連携基盤で問題が起きました";
    /// The hub cannot take more at the moment, or is stopping.
    Busy = "busy", 503, "混み合っています";
    /// Reading works, writing does not.
    ReadOnly = "read-only", 503, "いまは送信できません";
    /// There is no room left.
    StorageFull = "storage-full", 507, "連携基盤の空きがありません";
}

impl ProblemCode {
    /// `urn:renkei:problem:<code>`.
    pub fn urn(self) -> String {
        format!("urn:renkei:problem:{}", self.as_str())
    }
}
