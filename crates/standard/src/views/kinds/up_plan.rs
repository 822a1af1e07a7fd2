//! Usage slip, planned (第6表 予定): the view of a record of UPPLAN.

use crate::views::declare::view;

view! {
    /// Usage slip, planned (第6表 予定), one record of UPPLAN.
    UpPlanView of UpPlan {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        created_on: date "作成年月日" 4 / 4;
        target_month: month "対象年月" 5 / 5;
        planner_office: office "プラン担当業者コード" 6 / 6;
        planner_name: text "プラン担当者名" 7 / 7;
        units: number "単位数" 8 / 8;
        short_stay_days_before: number "前月までの短期入所利用日数" 9 / 9;
        service_date: date "サービス利用日" 10 / 10;
        prorated_days: days "日割対象日" 11 / 11;
        start_time: time "サービス開始時刻" 12 / 12;
        end_time: time "サービス終了時刻" 13 / 13;
        service_count: number "サービス回数" 14 / 14;
        service_code: service_code "サービスコード" 15 / 15;
        tais_code: code "TAISコード" 16;
        equipment_notification_code: code "福祉用具届出コード" 17;
        equipment_name: text "用具名称（機種名）" 18;
        detail_number: number "明細判別コード" 19 / 16;
        service_office: office "サービス事業者コード" 20 / 17;
        service_office_name: text "サービス事業所名" 21 / 18;
        satellite_branch: code "サテライト枝番" 22 / 19;
        over_30_days: code "３０日超区分" 23 / 20;
        updated_by: office "更新業者コード" 24 / 21;
        unused_mark: text "識別子" 25 / 22;
    }
}
