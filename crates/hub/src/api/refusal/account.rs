//! Refusals of sign-in, refresh, passwords and terminal tokens.

use super::Refusal;
use crate::jobs::japanese;
use exchange::Instant;
use exchange::account::{AccountIdError, CredentialName, PasswordWeakness};
use exchange::ports::HasherBusy;
use exchange::usecases::account::change_password::ChangePasswordError;
use exchange::usecases::session::refresh::RefreshError;
use exchange::usecases::session::sign_in::SignInError;
use exchange::usecases::terminal::make::MakeTokenError;
use protocol::{PasswordOf, ProblemCode};

impl Refusal {
    /// One answer for unknown, wrong and waiting (S23).
    pub(crate) fn sign_in_refused() -> Self {
        Self::new(
            ProblemCode::SignInRefused,
            "IDまたはパスワードが違うか、失敗が続いたため少しの間お待ちいただいています。入力を確かめて、15分ほど待ってからもう一度お試しください。パスワードが分からないときは、運営者に再設定を依頼してください。",
        )
    }
}

impl From<HasherBusy> for Refusal {
    fn from(error: HasherBusy) -> Self {
        Self::busy().because(&error)
    }
}

impl From<AccountIdError> for Refusal {
    fn from(error: AccountIdError) -> Self {
        match error {
            AccountIdError::Agent => Self::new(
                ProblemCode::AgentAccount,
                "HDで始まるユーザIDは代理人のものです。この連携基盤では使えません。事業所のユーザID（KJで始まる14文字）でログインしてください。",
            ),
            AccountIdError::Length(_) | AccountIdError::Prefix | AccountIdError::Character => Self::sign_in_refused(),
        }
        .because(&error)
    }
}

impl From<SignInError> for Refusal {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Certificate(refused) => refused.into(),
            SignInError::Refused => Self::sign_in_refused().because(&error),
            SignInError::FirstPasswords(ref names) => first_passwords(names).log("a first password must be changed"),
            SignInError::FirstPasswordOver(ref name, until) => {
                first_password_over(name, until).log("the time of a first password is over")
            }
            SignInError::PasswordOver(ref name) => password_over(name).log("a password's time is over"),
            SignInError::Busy(busy) => busy.into(),
            SignInError::Store(error) => error.into(),
        }
    }
}

/// The password in the protocol's words, and what a person calls it.
const fn whose(name: &CredentialName) -> (PasswordOf, &'static str) {
    match name {
        CredentialName::Account(_) => (PasswordOf::Account, "事業所のユーザID（KJ）"),
        CredentialName::System(_) => (PasswordOf::System, "連携クライアントのユーザID（c）"),
    }
}

fn first_passwords(names: &[CredentialName]) -> Refusal {
    let (must_change, whose): (Vec<PasswordOf>, Vec<&str>) = names.iter().map(whose).unzip();
    let whose = whose.join("と");
    let detail = format!(
        "{whose}のパスワードが、最初に渡された仮のもののままです。新しいパスワードに変えてから、ログインしてください。"
    );
    Refusal { must_change, ..Refusal::new(ProblemCode::PasswordMustChange, detail) }
}

fn first_password_over(name: &CredentialName, until: Instant) -> Refusal {
    let detail = format!(
        "{}の仮のパスワードは、{}に期限が切れました。利用申請サイトの「IDやパスワードがわからないとき」から、新しい仮のパスワードを依頼してください。",
        whose(name).1,
        japanese(until.day_in_japan())
    );
    Refusal::new(ProblemCode::SignInRefused, detail)
}

fn password_over(name: &CredentialName) -> Refusal {
    let (of, whose) = whose(name);
    let detail =
        format!("{whose}のパスワードの有効期限が切れています。新しいパスワードに変えてから、ログインしてください。");
    Refusal { must_change: vec![of], ..Refusal::new(ProblemCode::PasswordMustChange, detail) }
}

impl From<RefreshError> for Refusal {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Certificate(refused) => refused.into(),
            RefreshError::Unknown => Self::sign_in_required().because(&error),
            RefreshError::Reused => Self::new(
                ProblemCode::SignInRequired,
                "同じ更新用の情報が二度使われたため、安全のためログインを終了しました。もう一度ログインしてください。心当たりがないときは、運営者にお知らせください。",
            )
            .because(&error),
            RefreshError::Store(error) => error.into(),
        }
    }
}

impl From<ChangePasswordError> for Refusal {
    fn from(error: ChangePasswordError) -> Self {
        match error {
            ChangePasswordError::Certificate(refused) => refused.into(),
            ChangePasswordError::Refused => Self::sign_in_refused().because(&error),
            ChangePasswordError::Weak(weakness) => weak(weakness).because(&error),
            ChangePasswordError::Unchanged => Self::new(
                ProblemCode::PasswordRefused,
                "新しいパスワードが、いまのパスワードと同じです。別のパスワードにしてください。",
            )
            .because(&error),
            ChangePasswordError::Busy(busy) => busy.into(),
            ChangePasswordError::Store(error) => error.into(),
        }
    }
}

fn weak(weakness: PasswordWeakness) -> Refusal {
    let detail = match weakness {
        PasswordWeakness::TooShort { fewest, length } => {
            format!("新しいパスワードは{length}文字です。短いと推測されやすいため、{fewest}文字以上にしてください。")
        }
        PasswordWeakness::TooLong => "新しいパスワードが長すぎます。128文字までにしてください。".to_owned(),
        PasswordWeakness::Control => {
            "新しいパスワードに、キーボードから入力できない文字が含まれています。別の文字にしてください。".to_owned()
        }
        PasswordWeakness::Common => {
            "新しいパスワードは、多くの人が使っているものです。推測されやすいため、別のものにしてください。".to_owned()
        }
        PasswordWeakness::OwnWords => {
            "新しいパスワードが、事業所番号やIDからできています。推測されやすいため、別のものにしてください。"
                .to_owned()
        }
    };
    Refusal::new(ProblemCode::PasswordRefused, detail)
}

impl From<MakeTokenError> for Refusal {
    fn from(error: MakeTokenError) -> Self {
        match error {
            MakeTokenError::Denied(denied) => denied.into(),
            MakeTokenError::SessionOver => Self::sign_in_required(),
            MakeTokenError::NoScope => Self::value("scopes", "send・receive・read のうち一つ以上"),
            MakeTokenError::Days => Self::value("days", "1から90までの日数"),
            MakeTokenError::Label => Self::value("name", "1文字から60文字までの文字"),
            MakeTokenError::Store(error) => error.into(),
        }
    }
}
