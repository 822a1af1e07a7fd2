//! `renkei-hub code`: one-time codes for terminals.

use crate::admin::AdminQuestion;
use clap::{Subcommand, ValueEnum};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Kind {
    /// 介護保険証明書
    CareInsurance,
    /// 請求委任事業所用ケアプラン証明書
    CarePlan,
}

#[derive(Debug, Subcommand)]
pub(super) enum Code {
    /// 発行コードを作る（72時間、一度だけ使える。端末ごとに一つ）
    Make {
        /// 事業所番号
        office: String,
        /// 証明書の種類
        #[arg(long, value_enum, default_value = "care-insurance")]
        kind: Kind,
    },
}

impl Code {
    pub(super) fn question(self) -> AdminQuestion {
        let Self::Make { office, kind } = self;
        AdminQuestion::MakeCode { office, delegated: matches!(kind, Kind::CarePlan) }
    }
}
