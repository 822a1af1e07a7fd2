//! Prevention support plan (介護予防サービス・支援計画書): the view of a record of UPYOBO.

use crate::views::declare::view;

view! {
    /// Prevention support plan (介護予防サービス・支援計画書), one record of UPYOBO. Only in 202407.
    UpYoboView of UpYobo {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        plan_date: date "計画作成(変更)日" 4;
        plan_type: code "計画種類" 5;
        outsourced: code "委託の有無" 6;
        reference_number: text "整理番号" 7;
        user_name: text "利用者名" 8;
        certified_on: date "認定年月日" 9;
        certification_start: date "認定有効期間開始日" 10;
        certification_end: date "認定有効期間終了日" 11;
        plan_category: code "計画書区分" 12;
        certification_status: code "認定状況区分" 13;
        support_level: code "要支援状態区分" 14;
        support_centre_planner: text "計画作成者氏名（地域包括支援センター担当者名）" 15;
        care_manager: text "計画作成者氏名（担当介護支援専門員名）" 16;
        planner_office_name: text "計画作成者事業者・事業所名" 17;
        planner_office_address: text "計画作成者事業者・事業所住所" 18;
        planner_office_phone: line "計画作成者事業者・事業所電話番号" 19;
        first_plan_date: date "初回作成日" 20;
        support_centre: text "担当地域包括支援センター" 21;
        daily_goal: text "目標とする生活(1日)" 22;
        yearly_goal: text "目標とする生活(1年)" 23;
        mobility_situation: text "【運動・移動】現在の状況" 24;
        mobility_wishes: text "【運動・移動】本人・家族の意欲・意向" 25;
        mobility_has_issue: code "【運動・移動】領域における課題の有無" 26;
        mobility_issue: text "【運動・移動】領域における課題（背景・原因）" 27;
        home_life_situation: text "【日常生活(家庭生活)】現在の状況" 28;
        home_life_wishes: text "【日常生活(家庭生活)】本人・家族の意欲・意向" 29;
        home_life_has_issue: code "【日常生活(家庭生活)】領域における課題の有無" 30;
        home_life_issue: text "【日常生活(家庭生活)】領域における課題（背景・原因）" 31;
        social_life_situation: text "【社会参加、対人関係・コミュニケーション】現在の状況" 32;
        social_life_wishes: text "【社会参加、対人関係・コミュニケーション】本人・家族の意欲・意向" 33;
        social_life_has_issue: code "【社会参加、対人関係・コミュニケーション】領域における課題の有無" 34;
        social_life_issue: text "【社会参加、対人関係・コミュニケーション】領域における課題（背景・原因）" 35;
        health_situation: text "【健康管理】現在の状況" 36;
        health_wishes: text "【健康管理】本人・家族の意欲・意向" 37;
        health_has_issue: code "【健康管理】領域における課題の有無" 38;
        health_issue: text "【健康管理】領域における課題（背景・原因）" 39;
        health_notes: text "健康状態の留意点" 40;
        support_policy: text "妥当な支援の実施に向けた方針" 41;
        overall_policy: text "総合的な方針" 42;
        checklist_count_exercise: number "基本チェックリストの該当数(運動不足)" 43;
        checklist_count_nutrition: number "基本チェックリストの該当数(栄養改善)" 44;
        checklist_count_oral_care: number "基本チェックリストの該当数(口腔内ケア)" 45;
        checklist_count_housebound: number "基本チェックリストの該当数(閉じこもり予防)" 46;
        checklist_count_memory: number "基本チェックリストの該当数(物忘れ予防)" 47;
        checklist_count_depression: number "基本チェックリストの該当数(うつ予防)" 48;
        programme_needed_exercise: code "事業プログラムの要否(運動不足)" 49;
        programme_needed_nutrition: code "事業プログラムの要否(栄養改善)" 50;
        programme_needed_oral_care: code "事業プログラムの要否(口腔内ケア)" 51;
        programme_needed_housebound: code "事業プログラムの要否(閉じこもり予防)" 52;
        programme_needed_memory: code "事業プログラムの要否(物忘れ予防)" 53;
        programme_needed_depression: code "事業プログラムの要否(うつ予防)" 54;
        support_centre_opinion: text "地域包括支援センター意見" 55;
        consented_on: date "同意日" 56;
        consented_by: text "同意者氏名" 57;
    }
}
