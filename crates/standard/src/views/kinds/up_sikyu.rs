//! Annex of the usage slip (第7表): the view of a record of UPSIKYU.

use crate::views::declare::view;

view! {
    /// Annex of the usage slip (第7表), one record of UPSIKYU.
    UpSikyuView of UpSikyu {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        created_on: date "作成年月日" 4 / 4;
        target_month: month "対象年月" 5 / 5;
        service_office_name: text "サービス事業所名" 6 / 6;
        service_office: office "サービス事業所コード" 7 / 7;
        satellite_branch: code "サテライト枝番" 8 / 8;
        service_code: service_code "サービスコード" 9 / 9;
        tais_code: code "TAISコード" 10;
        equipment_notification_code: code "福祉用具届出コード" 11;
        equipment_name: text "用具名称（機種名）" 12;
        units: number "単位数" 13 / 10;
        discount_rate: number "割引後率" 14 / 11;
        discounted_units: number "割引後単位数" 15 / 12;
        count: number "回数／日数" 16 / 13;
        service_units: amount "サービス単位金額" 17 / 14;
        managed_units: number "給付管理単位数" 18 / 15;
        type_units_over_limit: amount "種類支給限度基準超単位数" 19 / 16;
        type_units_within_limit: amount "種類支給限度基準内単位数" 20 / 17;
        level_units_over_limit: amount "区分支給限度基準超単位数" 21 / 18;
        level_units_within_limit: amount "区分支給限度基準内単位数" 22 / 19;
        unit_price: decimal "単位数単価" 23 / 20;
        total_cost: amount "費用総額保険／事業対象分" 24 / 21;
        benefit_rate: number "給付率" 25 / 22;
        benefit_claim: amount "保険／事業費請求額" 26 / 23;
        fixed_user_unit_charge: amount "定額利用者負担単価金額" 27 / 24;
        user_share: amount "利用者負担保険／事業対象分" 28 / 25;
        user_full_charge: amount "利用者負担（全額負担分）" 29 / 26;
        short_stay_days_before: number "前月までの利用日数" 30 / 27;
        short_stay_days_planned: number "当月の計画利用日数" 31 / 28;
        short_stay_days_total: number "累積利用日数" 32 / 29;
        over_30_days: code "３０日超区分" 33 / 30;
        office_code: office "事業所コード" 34 / 31;
        entered_by: code "入力者コード" 35 / 32;
        updated_by: office "更新業者コード" 36 / 33;
        unused_mark: text "識別子" 37 / 34;
    }
}

impl UpSikyuView<'_> {
    /// The discount that applies: none when the rate is empty or 100 (A111).
    pub fn discount(&self) -> Option<i64> {
        self.discount_rate().filter(|rate| *rate != 100)
    }

    /// The units that count toward the limits. Where 給付管理単位数 is left empty, a row that counts has its own units
    /// (A110); a row of services outside the limits has none.
    pub fn counted_units(&self) -> i64 {
        let limits = [
            self.type_units_over_limit(),
            self.type_units_within_limit(),
            self.level_units_over_limit(),
            self.level_units_within_limit(),
        ];
        let counts = limits.into_iter().flatten().any(|amount| amount.value() != 0);
        let own = || if counts { self.service_units().unwrap_or_default().value() } else { 0 };
        self.managed_units().unwrap_or_else(own)
    }
}
