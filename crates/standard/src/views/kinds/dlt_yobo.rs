//! Deletion of a prevention support plan (支援計画書 削除): the view of a record of DLTYOBO.

use crate::views::declare::view;

view! {
    /// Deletion of a prevention support plan (支援計画書 削除), one record of DLTYOBO. Only in 202407.
    DltYoboView of DltYobo {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        plan_date: date "計画作成(変更)日" 4;
    }
}
