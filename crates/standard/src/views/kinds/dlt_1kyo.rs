//! Deletion of a care plan (第1表 削除): the view of a record of DLT1KYO.

use crate::views::declare::view;

view! {
    /// Deletion of a care plan (第1表 削除), one record of DLT1KYO.
    Dlt1KyoView of Dlt1Kyo {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        plan_date: date "居宅サービス計画作成（変更）日" 4 / 4;
    }
}
