//! Issues and services of a prevention support plan (支援計画書 別表): the view of a record of UPYOBO_SUB.

use crate::views::declare::view;

view! {
    /// Issues and services of a prevention support plan (支援計画書 別表), one record of UPYOBO_SUB. Only in 202407.
    UpYoboSubView of UpYoboSub {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        plan_date: date "計画作成(変更)日" 4;
        issue_number: number "課題ＮＯ" 5;
        overall_issue: text "総合的課題" 6;
        proposal: text "課題に対する目標と具体策の提案" 7;
        proposal_wishes: text "具体策についての意向本人・家族" 8;
        goal: text "目標" 9;
        support_number: number "支援計画ＮＯ" 10;
        support_points: text "【支援計画】目標についての支援のポイント" 11;
        self_care: text "【支援計画】本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス）" 12;
        insured_services: text "【支援計画】介護保険サービス又は地域支援事業（総合事業のサービス）" 13;
        service_number: number "利用サービスＮＯ" 14;
        service_name: text "【利用サービス】サービス種別" 15;
        service_provider: text "【利用サービス】事業所(利用先)" 16;
        service_period: text "【利用サービス】期間" 17;
    }
}
