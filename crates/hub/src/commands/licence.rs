//! `renkei-hub licence`: granting.

use crate::admin::AdminQuestion;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Licence {
    /// ライセンスを与える、または続ける（1年単位）
    Grant {
        /// 事業所番号
        office: String,
        /// 始まりの日（例 2025-04-01、令和7年4月1日。書かなければ今日、続けるときは今の終わりの翌日）
        #[arg(long, value_name = "日付")]
        from: Option<String>,
        /// 年数
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
        years: u8,
    },
}

impl Licence {
    pub(super) fn question(self) -> AdminQuestion {
        let Self::Grant { office, from, years } = self;
        AdminQuestion::Grant { office, from, years }
    }
}
