//! Deletion of basic information (利用者基本情報 削除): the view of a record of DLTKIHON.

use crate::views::declare::view;

view! {
    /// Deletion of basic information (利用者基本情報 削除), one record of DLTKIHON. Only in 202407.
    DltKihonView of DltKihon {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        consultation_date: date "相談日" 4;
    }
}
