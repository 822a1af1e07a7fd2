//! Refusals of what is done with a transmission: fetching, withdrawing.

use super::Refusal;
use exchange::transmission::Refusal as StateRefusal;
use exchange::usecases::transmission::fetch::FetchError;
use exchange::usecases::transmission::withdraw::WithdrawError;
use protocol::ProblemCode;

impl From<StateRefusal> for Refusal {
    fn from(error: StateRefusal) -> Self {
        use ProblemCode as Code;
        let (code, detail) = match error {
            StateRefusal::AlreadyFetched => (
                Code::AlreadyFetched,
                "相手の事業所がすでに受け取りを始めているため、取り消せません。直したいときは、新しい内容を送り、相手に連絡してください。",
            ),
            StateRefusal::AlreadyWithdrawn => (
                Code::AlreadyWithdrawn,
                "この送信は、送信元の事業所が取り消しました。必要なときは、送信元に連絡してください。",
            ),
            StateRefusal::AlreadyExpired => (
                Code::Expired,
                "保存期間（120日）が過ぎたため、内容は消去されています。必要なときは、送信元にもう一度送ってもらってください。",
            ),
            StateRefusal::AlreadyImported => {
                (Code::StateConflict, "この送信は、すでに取込済として記録されています。記録は変えられません。")
            }
            StateRefusal::AlreadyRejected => (
                Code::StateConflict,
                "この送信は、すでに取込エラーとして記録されています。送信元に直したものを送ってもらってください。",
            ),
            StateRefusal::NotFetched => {
                (Code::StateConflict, "まだ受け取っていない送信です。先に内容を受け取ってください。")
            }
            StateRefusal::NotReceived => {
                (Code::StateConflict, "受領がまだ記録されていない送信です。先に受領証を渡してください。")
            }
        };
        Self::new(code, detail).because(&error)
    }
}

impl From<FetchError> for Refusal {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Denied(denied) => denied.into(),
            FetchError::Refused(refusal) => refusal.into(),
            FetchError::Store(error) => error.into(),
        }
    }
}

impl From<WithdrawError> for Refusal {
    fn from(error: WithdrawError) -> Self {
        match error {
            WithdrawError::Denied(denied) => denied.into(),
            WithdrawError::Refused(refusal) => refusal.into(),
            WithdrawError::Store(error) => error.into(),
        }
    }
}
