//! `renkei-hub account`: sign-in names and first passwords.

use crate::admin::AdminQuestion;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// 事業所の利用者ID（KJ）とシステムID（c）を作り、仮のパスワードを一度だけ表示する
    Create {
        /// 事業所番号
        office: String,
    },
    /// 仮のパスワードを作り直す（この事業所のサインインと端末トークンはすべて終わる）
    Reset {
        /// 利用者ID（KJ…）またはシステムID（c…）
        name: String,
    },
}

impl Account {
    pub(super) fn question(self) -> AdminQuestion {
        match self {
            Self::Create { office } => AdminQuestion::CreateAccount { office },
            Self::Reset { name } => AdminQuestion::ResetPassword { name },
        }
    }
}
