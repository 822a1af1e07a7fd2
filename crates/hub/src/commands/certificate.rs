//! `renkei-hub certificate`: revoking.

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
}

impl CertificateCommand {
    pub(super) fn question(self) -> AdminQuestion {
        let Self::Revoke { serial, compromised } = self;
        AdminQuestion::Revoke { serial, compromised }
    }
}
