//! Deletion of results (第6表 実績 削除): the view of a record of DLTJSK.

use crate::views::declare::view;

view! {
    /// Deletion of results (第6表 実績 削除), one record of DLTJSK.
    DltJskView of DltJsk {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        target_month: month "削除対象年月" 4 / 4;
        service_office: office "サービス事業者コード" 5 / 5;
        service_type: service_type "サービス種類コード" 6 / 6;
    }
}
