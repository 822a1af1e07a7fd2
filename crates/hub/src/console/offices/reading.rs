//! Reads a file of offices: UTF-8 or what spreadsheets of this country write (Shift_JIS). Every wrong line is told, and why.

use crate::admin::{NewOfficeLine, fields, read_office, read_post};
use exchange::office::{ImportFinding, ImportLine, NewOffice};
use std::collections::HashMap;

/// What a file holds: its offices, or what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Offices of right lines.
    pub(super) offices: Vec<ImportLine>,
    /// Wrong lines.
    pub(super) wrong: Vec<ImportFinding>,
}

/// Reads the whole file.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let Some(text) = decoded(bytes) else {
        reading.add(0, "文字コードがUTF-8でもShift_JISでもないため、読めません。CSV（UTF-8）で保存し直してください。");
        return reading;
    };
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1_u64..) {
        if line.trim().is_empty() || (at == 1 && line.contains("事業所番号")) {
            continue;
        }
        match office(line, at) {
            Ok(office) => match seen.insert(office.number.to_string(), at) {
                Some(before) => reading.add(
                    at,
                    &format!("事業所番号「{}」は{before}行目にもあります。どちらか一つにしてください。", office.number),
                ),
                None => reading.offices.push(ImportLine { line: at, office }),
            },
            Err(what) => reading.add(at, &what),
        }
    }
    // In the order of their numbers they are stored fastest.
    reading.offices.sort_unstable_by_key(|line| line.office.number);
    if reading.offices.is_empty() && reading.wrong.is_empty() {
        reading.add(0, "事業所が1件もありません。1行に1事業所を書いたファイルを選んでください。");
    }
    reading
}

impl Reading {
    fn add(&mut self, line: u64, text: &str) {
        self.wrong.push(ImportFinding { line, text: text.to_owned() });
    }
}

/// The text of a file as this country writes files: UTF-8, or Shift_JIS.
pub(in crate::console) fn decoded(bytes: &[u8]) -> Option<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => encoding_rs::SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(std::borrow::Cow::into_owned),
    }
}

fn office(line: &str, at: u64) -> Result<NewOffice, String> {
    let mut found = fields(line);
    // Without the two of the address a line is whole.
    if found.len() == 5 {
        found.extend([String::new(), String::new()]);
    }
    let [number, name, kana, prefecture, services, postcode, address] = <[String; 7]>::try_from(found).map_err(|found| {
        format!("項目が{}個あります。事業所番号、名称、カナ、都道府県コード、サービス種類コードの5個か、郵便番号と住所を加えた7個を、コンマで区切ってください。", found.len())
    })?;
    let services = services.split_whitespace().map(str::to_owned).collect();
    let line = usize::try_from(at).unwrap_or(usize::MAX);
    let office = read_office(&NewOfficeLine { line, number, name, kana, prefecture, services });
    let post = read_post(&postcode, &address);
    office.and_then(|office| Ok(NewOffice { post: post?, ..office })).map_err(|what| format!("{what}。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(reading: &Reading) -> Vec<u64> {
        reading.wrong.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_file_of_a_spreadsheet_is_read_in_both_encodings() {
        let text = "事業所番号,名称,カナ,都道府県コード,サービス種類コード\r\n1370000001,\"架空, ケア\",カクウ,13,43 11\r\n\r\n";
        let (shift_jis, ..) = encoding_rs::SHIFT_JIS.encode(text);
        for bytes in [text.as_bytes(), &shift_jis, format!("\u{feff}{text}").as_bytes()] {
            let reading = read(bytes);
            assert_eq!(reading.wrong, []);
            assert_eq!((reading.offices[0].line, reading.offices[0].office.name.as_str()), (2, "架空, ケア"));
            assert_eq!(reading.offices[0].office.services.len(), 2);
        }
    }

    #[test]
    fn a_kind_of_service_must_be_one_of_the_standard() {
        let reading = read("1370000001,甲,コウ,13,43 99\n1370000002,乙,オツ,13,43\n".as_bytes());
        assert_eq!((lines(&reading), reading.offices.len()), (vec![1], 1));
        let text = &reading.wrong[0].text;
        assert!(text.contains("「99」は、標準にありません") && text.contains(" 43 ") && text.contains("A2"), "{text}");
    }

    #[test]
    fn a_postal_address_may_follow() {
        let text = "1370000001,甲,コウ,13,43,〒100-0001,\"架空市1, 2階\"\n1370000002,乙,オツ,13,43,,\n\
                    1370000003,丙,ヘイ,13,43,100,架空市\n1370000004,丁,テイ,13,43,1000001\n";
        let reading = read(text.as_bytes());
        assert_eq!(lines(&reading), [3, 4]);
        let post = reading.offices[0].office.post.clone().unwrap();
        assert_eq!((post.postcode(), post.address()), ("1000001", "架空市1, 2階"));
        assert_eq!(reading.offices[1].office.post, None);
    }

    #[test]
    fn every_wrong_line_is_told_with_its_number() {
        let text = "1370000001,甲,コウ,13,43\n137,乙,オツ,13,43\n1370000002,丙,ヘイ,48,43\n1370000003,丁\n\
                    1370000001,甲,コウ,13,43\n1370000004,,ボ,13,43\n1370000005,己,キ,13,\n1370000006,庚,コウ,13,4\n";
        let reading = read(text.as_bytes());
        assert_eq!(lines(&reading), [2, 3, 4, 5, 6, 7, 8]);
        assert!(reading.wrong[3].text.contains("1行目にもあります"));
        assert_eq!(lines(&read(b"")), [0]);
        assert_eq!(lines(&read(&[0xff, 0xfe, 0x00])), [0]);
    }
}
