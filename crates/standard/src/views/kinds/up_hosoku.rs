//! Supplementary information on a user (利用者補足情報): the view of a record of UPHOSOKU.

use crate::types::ServiceType;
use crate::views::declare::view;

view! {
    /// Supplementary information on a user (利用者補足情報), one record of UPHOSOKU.
    UpHosokuView of UpHosoku {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        plan_date: date "居宅サービス計画作成（変更）日" 4 / 4;
        user_name_kana: text "利用者氏名フリガナ" 5 / 5;
        user_name: text "利用者氏名" 6 / 6;
        sex: code "利用者性別" 7 / 7;
        birth_date: date "利用者生年月日" 8 / 8;
        user_postcode: line "利用者郵便番号" 9 / 9;
        user_address1: text "利用者住所１" 10 / 10;
        user_address2: text "利用者住所２" 11 / 11;
        user_phone: line "利用者電話番号" 12 / 12;
        certified_on: date "認定日" 13 / 13;
        limit_start: date "限度額適用開始年月日" 14 / 14;
        limit_end: date "限度額適用終了年月日" 15 / 15;
        certification_status: code "認定状況区分" 16 / 16;
        care_level_changed_on: date "要介護状態変更日" 17 / 17;
        care_level: code "要介護状態区分" 18 / 18;
        level_limit_units: number "区分支給限度基準額" 19 / 19;
        type_limit1_service_type: service_type "１サービス種類コード" 20 / 20;
        type_limit1_limit_units: number "１支給限度基準額" 21 / 21;
        type_limit1_total_units: number "１合計単位数" 22 / 22;
        type_limit1_excess_units: number "１限度超単位数" 23 / 23;
        type_limit2_service_type: service_type "２サービス種類コード" 24 / 24;
        type_limit2_limit_units: number "２支給限度基準額" 25 / 25;
        type_limit2_total_units: number "２合計単位数" 26 / 26;
        type_limit2_excess_units: number "２限度超単位数" 27 / 27;
        type_limit3_service_type: service_type "３サービス種類コード" 28 / 28;
        type_limit3_limit_units: number "３支給限度基準額" 29 / 29;
        type_limit3_total_units: number "３合計単位数" 30 / 30;
        type_limit3_excess_units: number "３限度超単位数" 31 / 31;
        type_limit4_service_type: service_type "４サービス種類コード" 32 / 32;
        type_limit4_limit_units: number "４支給限度基準額" 33 / 33;
        type_limit4_total_units: number "４合計単位数" 34 / 34;
        type_limit4_excess_units: number "４限度超単位数" 35 / 35;
        type_limit5_service_type: service_type "５サービス種類コード" 36 / 36;
        type_limit5_limit_units: number "５支給限度基準額" 37 / 37;
        type_limit5_total_units: number "５合計単位数" 38 / 38;
        type_limit5_excess_units: number "５限度超単位数" 39 / 39;
        type_limit6_service_type: service_type "６サービス種類コード" 40 / 40;
        type_limit6_limit_units: number "６支給限度基準額" 41 / 41;
        type_limit6_total_units: number "６合計単位数" 42 / 42;
        type_limit6_excess_units: number "６限度超単位数" 43 / 43;
        type_limit7_service_type: service_type "７サービス種類コード" 44 / 44;
        type_limit7_limit_units: number "７支給限度基準額" 45 / 45;
        type_limit7_total_units: number "７合計単位数" 46 / 46;
        type_limit7_excess_units: number "７限度超単位数" 47 / 47;
        type_limit8_service_type: service_type "８サービス種類コード" 48 / 48;
        type_limit8_limit_units: number "８支給限度基準額" 49 / 49;
        type_limit8_total_units: number "８合計単位数" 50 / 50;
        type_limit8_excess_units: number "８限度超単位数" 51 / 51;
        type_limit9_service_type: service_type "９サービス種類コード" 52 / 52;
        type_limit9_limit_units: number "９支給限度基準額" 53 / 53;
        type_limit9_total_units: number "９合計単位数" 54 / 54;
        type_limit9_excess_units: number "９限度超単位数" 55 / 55;
        total_excess_units: number "合計限度超単位数" 56 / 56;
        short_stay_days_before: number "入所前月迄利用日数" 57 / 57;
        short_stay_days_total: number "入所累積利用日数" 58 / 58;
        previous_care_level: code "前回要介護状態区分" 59 / 59;
        consent_office: office "同意書受付業者" 60 / 60;
        updated_by: office "更新業者コード" 61 / 61;
        unused_mark: text "識別子" 62 / 62;
        target_month: month "対象年月" 63 / 63;
    }
}

/// The limit of one service type (種類支給限度基準額).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeLimit {
    /// The service type.
    pub service_type: ServiceType,
    /// 支給限度基準額, in units.
    pub limit_units: Option<i64>,
    /// 合計単位数.
    pub total_units: Option<i64>,
    /// 限度超単位数.
    pub excess_units: Option<i64>,
}

impl UpHosokuView<'_> {
    /// The limits of service types that are filled in, at most nine.
    pub fn type_limits(&self) -> Vec<TypeLimit> {
        macro_rules! limit {
            ($service_type:ident $limit:ident $total:ident $excess:ident) => {
                self.$service_type().map(|service_type| TypeLimit {
                    service_type,
                    limit_units: self.$limit(),
                    total_units: self.$total(),
                    excess_units: self.$excess(),
                })
            };
        }
        let limits = [
            limit!(type_limit1_service_type type_limit1_limit_units type_limit1_total_units type_limit1_excess_units),
            limit!(type_limit2_service_type type_limit2_limit_units type_limit2_total_units type_limit2_excess_units),
            limit!(type_limit3_service_type type_limit3_limit_units type_limit3_total_units type_limit3_excess_units),
            limit!(type_limit4_service_type type_limit4_limit_units type_limit4_total_units type_limit4_excess_units),
            limit!(type_limit5_service_type type_limit5_limit_units type_limit5_total_units type_limit5_excess_units),
            limit!(type_limit6_service_type type_limit6_limit_units type_limit6_total_units type_limit6_excess_units),
            limit!(type_limit7_service_type type_limit7_limit_units type_limit7_total_units type_limit7_excess_units),
            limit!(type_limit8_service_type type_limit8_limit_units type_limit8_total_units type_limit8_excess_units),
            limit!(type_limit9_service_type type_limit9_limit_units type_limit9_total_units type_limit9_excess_units),
        ];
        limits.into_iter().flatten().collect()
    }
}
