//! Basic information on a user (利用者基本情報): the view of a record of UPKIHON.

use crate::views::declare::view;

view! {
    /// Basic information on a user (利用者基本情報), one record of UPKIHON. Only in 202407.
    UpKihonView of UpKihon {
        csv_version: version "CSVバージョン" 1;
        insurer_number: identifier "保険者番号" 2;
        insured_number: identifier "被保険者番号" 3;
        consultation_date: date "相談日" 4;
        plan_type: code "計画種類" 5;
        outsourced: code "委託の有無" 6;
        author: text "作成担当者" 7;
        consultation_method: code "相談方法" 8;
        consultation_method_other: text "相談方法(その他の内容)" 9;
        consultation_count: code "相談回数" 10;
        previous_consultation_date: date "前回相談日" 11;
        living_situation: code "利用者の現況" 12;
        living_situation_note: text "利用者の現況(状況補足)" 13;
        user_name_kana: text "利用者氏名ﾌﾘｶﾞﾅ" 14;
        user_name: text "利用者氏名" 15;
        sex: code "利用者性別" 16;
        birth_date: date "利用者生年月日" 17;
        user_address: text "利用者住所" 18;
        user_phone: line "利用者電話番号" 19;
        user_fax: line "利用者Fax番号" 20;
        disability_independence: code "障害高齢者の日常生活自立度" 21;
        dementia_independence: code "認知症高齢者の日常生活自立度" 22;
        care_level: code "要介護状態区分" 23;
        certification_start: date "認定有効期限開始日" 24;
        certification_end: date "認定有効期間終了日" 25;
        previous_care_level: code "前回の介護度" 26;
        checklist_result: code "基本チェックリスト記入結果" 27;
        checklist_date: date "基本チェックリスト記入日" 28;
        disability_physical: code "障害等認定(身障)" 29;
        disability_intellectual: code "障害等認定(療育)" 30;
        disability_mental: code "障害等認定(精神)" 31;
        disability_intractable_disease: code "障害等認定(難病)" 32;
        disability_note: text "障害等認定特記事項" 33;
        housing_type: code "居住形態" 34;
        room_floor: line "自室の階数" 35;
        housing_renovated: code "住宅改修の有無" 36;
        pension_national: code "経済状況(国民年金)" 37;
        pension_employee: code "経済状況(厚生年金)" 38;
        pension_disability: code "経済状況(障害年金)" 39;
        public_assistance: code "経済状況(生活保護)" 40;
        economic_note: text "経済状況詳細" 41;
        visitor_name: text "来所者(相談者)氏名" 42;
        visitor_address: text "来所者(相談者)住所" 43;
        visitor_phone: line "来所者(相談者)電話番号" 44;
        visitor_relationship: text "来所者(相談者)続柄" 45;
        emergency1_name: text "1 緊急連絡先(氏名)" 46;
        emergency1_relationship: text "1 緊急連絡先(続柄)" 47;
        emergency1_address: text "1 緊急連絡先(住所)" 48;
        emergency1_phone: line "1 緊急連絡先(電話番号)" 49;
        emergency2_name: text "2 緊急連絡先(氏名)" 50;
        emergency2_relationship: text "2 緊急連絡先(続柄)" 51;
        emergency2_address: text "2 緊急連絡先(住所)" 52;
        emergency2_phone: line "2 緊急連絡先(電話番号)" 53;
        emergency3_name: text "3 緊急連絡先(氏名)" 54;
        emergency3_relationship: text "3 緊急連絡先(続柄)" 55;
        emergency3_address: text "3 緊急連絡先(住所)" 56;
        emergency3_phone: line "3 緊急連絡先(電話番号)" 57;
        emergency4_name: text "4 緊急連絡先(氏名)" 58;
        emergency4_relationship: text "4 緊急連絡先(続柄)" 59;
        emergency4_address: text "4 緊急連絡先(住所)" 60;
        emergency4_phone: line "4 緊急連絡先(電話番号)" 61;
        family_image: text "家族構成 画像ファイル名" 62;
        family_note: text "家族関係等の状況" 63;
        life_history: text "今までの生活" 64;
        daily_life: text "１日の生活・すごし方(生活全般)" 65;
        hobbies: text "趣味・楽しみ・特技" 66;
        community_ties: text "友人・地域との関係" 67;
        public_services: text "現在利用している公的サービス" 68;
        informal_services: text "現在利用している非公的サービス" 69;
        consented_on: date "同意日" 70;
        consented_by: text "同意者氏名" 71;
    }
}
