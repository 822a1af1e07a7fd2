//! Refusals at the gate: certificate, session, token, permission.

use super::Refusal;
use crate::closings::last_day;
use exchange::account::SessionState;
use exchange::certificate::CertificateState;
use exchange::office::OfficeState;
use exchange::permission::Denied;
use exchange::usecases::session::CertificateRefused;
use exchange::usecases::session::authorise::AuthoriseError;
use exchange::usecases::transmission::ReadError;
use protocol::ProblemCode;

impl Refusal {
    pub(crate) fn sign_in_required() -> Self {
        Self::new(
            ProblemCode::SignInRequired,
            "ログインしていないか、この端末の電子証明書でのログインが終わっています。もう一度ログインしてください。",
        )
    }

    pub(crate) fn certificate_unknown() -> Self {
        Self::new(
            ProblemCode::CertificateUnknown,
            "この端末の電子証明書は、この連携基盤に登録されていません。発行コードで登録をやり直すか、運営者にお問い合わせください。",
        )
    }

    pub(crate) fn scope_missing() -> Self {
        Self::new(
            ProblemCode::ScopeMissing,
            "この端末トークンには、この操作の権限がありません。必要な権限を選んで端末トークンを作り直すか、ログインして操作してください。",
        )
    }
}

impl From<CertificateRefused> for Refusal {
    fn from(error: CertificateRefused) -> Self {
        match error {
            CertificateRefused::Unknown => Self::certificate_unknown(),
            CertificateRefused::State(state) => certificate_state(state),
            CertificateRefused::Office(number, state) => office_state(state).of_stopped(number, state),
        }
        .because(&error)
    }
}

/// A certificate that does not let in.
pub(super) fn certificate_state(state: CertificateState) -> Refusal {
    match state {
        CertificateState::Valid => Refusal::certificate_unknown(),
        CertificateState::NotYet => Refusal::new(
            ProblemCode::CertificateUnknown,
            "この端末の電子証明書は、まだ有効期間が始まっていません。しばらく待ってからお試しください。",
        ),
        CertificateState::Expired => Refusal::new(
            ProblemCode::CertificateExpired,
            "この端末の電子証明書は、有効期限が切れています。使い続けるには、利用申請サイトの「電子証明書」で新しい発行コードを発行し、登録し直してください。",
        ),
        CertificateState::Revoked(_, at) => Refusal::new(
            ProblemCode::CertificateRevoked,
            format!(
                "この端末の電子証明書は{}に失効しています。心当たりがないときは運営者にお問い合わせください。使い続けるには、利用申請サイトの「電子証明書」で新しい発行コードを発行し、登録し直してください。",
                crate::api::wire::timestamp(at).in_japanese()
            ),
        ),
    }
}

fn office_state(state: OfficeState) -> Refusal {
    match state {
        OfficeState::Frozen | OfficeState::Active => Refusal::new(
            ProblemCode::OfficeFrozen,
            "この事業所の利用は、運営者が一時的に停止しています。利用を再開するには、運営者にお問い合わせください。",
        ),
        OfficeState::Closed { successor, reads_until } => {
            let next = successor.map(|next| format!("引き継いだ事業所の番号は{next}です。")).unwrap_or_default();
            let until = reads_until.map(|until| format!("届いたものを受け取れるのは、{}まででした。", last_day(until)));
            Refusal::new(
                ProblemCode::OfficeClosed,
                format!("この事業所は廃止されたため、もう使えません。{next}{}", until.unwrap_or_default()),
            )
        }
    }
}

/// What a closed office asks for while it can still read.
fn closed() -> Refusal {
    Refusal::new(
        ProblemCode::OfficeClosed,
        "この事業所は廃止されたため、送ることはできません。届いたものの保存、受領証の発行、証跡の書き出しはできます。",
    )
}

impl From<AuthoriseError> for Refusal {
    fn from(error: AuthoriseError) -> Self {
        match error {
            AuthoriseError::Certificate(refused) => refused.into(),
            AuthoriseError::Unknown => Self::sign_in_required().because(&error),
            AuthoriseError::Session(state) => session_state(state).because(&error),
            AuthoriseError::TerminalTokenOver => Self::new(
                ProblemCode::SignInRequired,
                "この端末トークンは、期限が切れたか取り消されています。ログインして、端末トークンを作り直してください。",
            )
            .because(&error),
            AuthoriseError::Store(error) => error.into(),
        }
    }
}

fn session_state(state: SessionState) -> Refusal {
    let why = match state {
        SessionState::Open => "ログインの状態を確かめられませんでした。",
        SessionState::Ended(_) => "このログインは終了しています。",
        SessionState::Idle => "しばらく操作がなかったため、ログインを終了しました。",
        SessionState::AccessOver => "ログインが有効な時間が過ぎました。",
        SessionState::Over => "ログインから8時間がたったため、ログインを終了しました。",
    };
    Refusal::new(ProblemCode::SignInRequired, format!("{why}もう一度ログインしてください。"))
}

impl From<Denied> for Refusal {
    fn from(error: Denied) -> Self {
        match error {
            Denied::NotFound => Self::not_found(),
            Denied::Scope => Self::scope_missing(),
            Denied::Closed => closed(),
            Denied::OtherSide => Self::new(
                ProblemCode::NotFound,
                "この操作ができるのは、相手側の事業所だけです。受信一覧または送信一覧から選び直してください。",
            ),
        }
        .because(&error)
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Denied(denied) => denied.into(),
            ReadError::Store(error) => error.into(),
        }
    }
}
