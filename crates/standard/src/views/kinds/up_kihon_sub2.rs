//! Medical history, annex 2 of the basic information (別表2): the view of a record of UPKIHON_SUB2.

use crate::views::declare::view;

view! {
    /// Medical history, annex 2 of the basic information (別表2), one record of UPKIHON_SUB2. Only in 202407.
    UpKihonSub2View of UpKihonSub2 {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        consultation_date: date "相談日" 4;
        period: text "年月日" 5;
        disease: text "病名" 6;
        medical_provider: text "医療機関・医師名" 7;
        attending_doctor: code "主治医・意見作成者フラグ" 8;
        medical_phone: line "医療機関・医師電話番号" 9;
        course: code "経過" 10;
        treatment: text "治療中の内容" 11;
    }
}
