//! `renkei-hub certificate`: revoking, and renewing the hub's own.

use crate::admin::AdminQuestion;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum CertificateCommand {
    /// 電子証明書を失効させる（次の通信から使えなくなる。取り消せない）
    Revoke {
        /// 証明書の番号（16進数）
        serial: String,
        /// 端末の紛失や盗難など、鍵が他人の手に渡ったおそれがある
        #[arg(long)]
        compromised: bool,
    },
    /// 連携基盤自身の証明書（サーバー、到達証）をいま更新する（ふだんは期限の90日前に自動で行われる）
    RenewOwn,
}

impl CertificateCommand {
    pub(super) fn question(self) -> AdminQuestion {
        match self {
            Self::Revoke { serial, compromised } => AdminQuestion::Revoke { serial, compromised },
            Self::RenewOwn => AdminQuestion::RenewOwn,
        }
    }
}
