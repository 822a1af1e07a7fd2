//! Deletion of a planned usage slip (第6表 予定 削除): the view of a record of DLTPLAN.

use crate::views::declare::view;

view! {
    /// Deletion of a planned usage slip (第6表 予定 削除), one record of DLTPLAN.
    DltPlanView of DltPlan {
        csv_version: version "CSVバージョン" 1 / 1;
        insurer_number: identifier "保険者番号" 2 / 2;
        insured_number: identifier "被保険者番号" 3 / 3;
        target_month: month "削除対象年月" 4 / 4;
    }
}
