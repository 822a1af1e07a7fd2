//! Daily life, annex 1 of the basic information (別表1): the view of a record of UPKIHON_SUB1.

use crate::views::declare::view;

view! {
    /// Daily life, annex 1 of the basic information (別表1), one record of UPKIHON_SUB1. Only in 202407.
    UpKihonSub1View of UpKihonSub1 {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        consultation_date: date "相談日" 4;
        time_of_day: text "時間" 5;
        user_activity: text "本人の生活状況" 6;
        carer_activity: text "介護者・家族の生活状況" 7;
    }
}
