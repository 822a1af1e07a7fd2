//! Second sheet of a care plan (第2表): the view of a record of UP2KYO.

use crate::views::declare::view;

view! {
    /// Second sheet of a care plan (第2表), one record of UP2KYO.
    Up2KyoView of Up2Kyo {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        created_on: date "居宅計画書作成年月日" 4 / 4;
        plan_date: date "居宅サービス計画作成（変更）日" 5 / 5;
        issue_number: number "課題ＮＯ" 6 / 6;
        issue: text "課題" 7 / 7;
        goal_number: number "援助目標ＮＯ" 8 / 8;
        long_term_goal: text "長期目標" 9 / 9;
        short_term_goal: text "短期目標" 10 / 10;
        long_term_period: text "長期期間" 11 / 11;
        short_term_period: text "短期期間" 12 / 12;
        support_number: number "援助内容ＮＯ" 13 / 13;
        service_content: text "サービス内容" 14 / 14;
        coverage: coverage "保険対象区分" 15 / 15;
        service_name: text "サービス種別" 16 / 16;
        service_office: office "サービス事業者コード" 17 / 17;
        service_office_name: text "サービス事業所名" 18 / 18;
        frequency: text "頻度" 19 / 19;
        service_period: text "実施期間" 20 / 20;
        updated_by: office "更新業者コード" 21 / 21;
        unused_mark: text "識別子" 22 / 22;
    }
}
