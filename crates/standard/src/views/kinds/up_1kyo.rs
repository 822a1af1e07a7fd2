//! First sheet of a care plan (第1表): the view of a record of UP1KYO.

use crate::views::declare::view;

view! {
    /// First sheet of a care plan (第1表), one record of UP1KYO.
    Up1KyoView of Up1Kyo {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        created_on: date "作成年月日" 4 / 4;
        user_postcode: line "利用者郵便番号" 5 / 5;
        user_address1: text "利用者住所１" 6 / 6;
        user_address2: text "利用者住所２" 7 / 7;
        planner_name: text "居宅サービス計画作成者氏名" 8 / 8;
        planner_office_name: text "介護支援事業者名" 9 / 9;
        planner_office_postcode: line "介護支援事業者郵便番号" 10 / 10;
        planner_office_address1: text "介護支援事業者住所１" 11 / 11;
        planner_office_address2: text "介護支援事業者住所２" 12 / 12;
        planner_office: office "介護支援事業者コード" 13 / 13;
        plan_date: date "居宅サービス計画作成（変更）日" 14 / 14;
        first_plan_date: date "初回居宅サービス計画作成日" 15 / 15;
        plan_category: code "計画書区分" 16 / 16;
        certification_status: code "認定状況区分" 17 / 17;
        certified_on: date "認定日" 18 / 18;
        certification_start: date "認定有効期間開始日" 19 / 19;
        certification_end: date "認定有効期間終了日" 20 / 20;
        care_level: code "要介護状態区分" 21 / 21;
        assessment_result: text "利用者及び家族の生活に対する意向を踏まえた課題分析の結果" 22 / 22;
        review_board_opinion: text "介護認定審査会の意見及びサービスの種類の指定" 23 / 23;
        care_policy: text "総合的な援助の方針" 24 / 24;
        daily_help_reason: code "生活援助中心型の算定理由" 25 / 25;
        daily_help_other_reason: text "その他理由" 26 / 26;
        updated_by: office "更新業者コード" 27 / 27;
        unused_mark: text "識別子" 28 / 28;
    }
}
