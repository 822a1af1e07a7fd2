//! `renkei-hub account`: sign-in names and first passwords.

use crate::admin::AdminQuestion;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Account {
    /// 事業所のユーザID（KJ）と連携クライアントのユーザID（c）を作り、仮のパスワードを一度だけ表示する
    Create {
        /// 事業所番号
        office: String,
    },
    /// 仮のパスワードを作り直す（この事業所のログインと端末トークンはすべて終わる）
    Reset {
        /// 事業所のユーザID（KJ…）または連携クライアントのユーザID（c…）
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
