//! The kinds of documents that the standard defines: the prefix of a file name.

use super::Action;
use std::fmt;

/// A kind of document, named by its prefix (e.g. `UPPLAN`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the prefix itself; titles are in files.tsv")]
pub enum DocumentKind {
    UpHosoku,
    Up1Kyo,
    Dlt1Kyo,
    Up2Kyo,
    Up3Kyo,
    UpPlan,
    DltPlan,
    UpJsk,
    DltJsk,
    UpSikyu,
    UpKihon,
    DltKihon,
    UpKihonSub1,
    UpKihonSub2,
    UpKihonImage,
    UpYobo,
    DltYobo,
    UpYoboSub,
}

impl DocumentKind {
    /// All kinds, in the order of the standard's file list.
    pub const ALL: [Self; 18] = [
        Self::UpHosoku,
        Self::Up1Kyo,
        Self::Dlt1Kyo,
        Self::Up2Kyo,
        Self::Up3Kyo,
        Self::UpPlan,
        Self::DltPlan,
        Self::UpJsk,
        Self::DltJsk,
        Self::UpSikyu,
        Self::UpKihon,
        Self::DltKihon,
        Self::UpKihonSub1,
        Self::UpKihonSub2,
        Self::UpKihonImage,
        Self::UpYobo,
        Self::DltYobo,
        Self::UpYoboSub,
    ];

    /// The kind whose prefix is exactly this text.
    pub fn parse(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.prefix() == prefix)
    }

    /// The first part of the file name.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::UpHosoku => "UPHOSOKU",
            Self::Up1Kyo => "UP1KYO",
            Self::Dlt1Kyo => "DLT1KYO",
            Self::Up2Kyo => "UP2KYO",
            Self::Up3Kyo => "UP3KYO",
            Self::UpPlan => "UPPLAN",
            Self::DltPlan => "DLTPLAN",
            Self::UpJsk => "UPJSK",
            Self::DltJsk => "DLTJSK",
            Self::UpSikyu => "UPSIKYU",
            Self::UpKihon => "UPKIHON",
            Self::DltKihon => "DLTKIHON",
            Self::UpKihonSub1 => "UPKIHON_SUB1",
            Self::UpKihonSub2 => "UPKIHON_SUB2",
            Self::UpKihonImage => "UPKIHON_IMAGE",
            Self::UpYobo => "UPYOBO",
            Self::DltYobo => "DLTYOBO",
            Self::UpYoboSub => "UPYOBO_SUB",
        }
    }

    /// What the offices call it, e.g. 第6表 サービス利用票（予定）.
    pub fn title(self) -> &'static str {
        match self {
            Self::UpHosoku => "利用者補足情報",
            Self::Up1Kyo => "第1表 居宅サービス計画書(1)",
            Self::Dlt1Kyo => "第1表 居宅サービス計画書(1) 削除",
            Self::Up2Kyo => "第2表 居宅サービス計画書(2)",
            Self::Up3Kyo => "第3表 週間サービス計画表",
            Self::UpPlan => "第6表 サービス利用票（予定）",
            Self::DltPlan => "第6表 サービス利用票（予定）削除",
            Self::UpJsk => "第6表 サービス利用票（実績）",
            Self::DltJsk => "第6表 サービス利用票（実績）削除",
            Self::UpSikyu => "第7表 サービス利用票別表",
            Self::UpKihon => "利用者基本情報",
            Self::DltKihon => "利用者基本情報 削除",
            Self::UpKihonSub1 => "利用者基本情報 別表1（1日の生活）",
            Self::UpKihonSub2 => "利用者基本情報 別表2（現病歴・既往歴）",
            Self::UpKihonImage => "利用者基本情報 家族構成の画像",
            Self::UpYobo => "介護予防サービス・支援計画書",
            Self::DltYobo => "介護予防サービス・支援計画書 削除",
            Self::UpYoboSub => "介護予防サービス・支援計画書 別表",
        }
    }

    /// What it does at the recipient.
    pub fn action(self) -> Action {
        match self {
            Self::UpKihonImage => Action::Attach,
            Self::Dlt1Kyo | Self::DltPlan | Self::DltJsk | Self::DltKihon | Self::DltYobo => Action::Delete,
            _ => Action::Register,
        }
    }

    /// True when a month stands after the prefix.
    pub fn has_month(self) -> bool {
        matches!(self, Self::UpHosoku | Self::UpPlan | Self::UpJsk | Self::DltPlan | Self::DltJsk | Self::UpSikyu)
    }

    /// True for all but the image.
    pub fn is_csv(self) -> bool {
        self != Self::UpKihonImage
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix())
    }
}
