//! Which dropped files belong together: one receiver and one serial, read from the names; the rest is refused one by one.

use super::offered::{Content, OfferedFile};
use serde::{Deserialize, Serialize};
use standard::types::NameReading;
use standard::{OfficeNumber, Serial};
use std::collections::HashMap;

/// What the files of a set share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SetKey {
    /// Number of the receiving office.
    pub receiver: String,
    /// The serial (連番).
    pub serial: String,
}

/// A file that was not taken, and why. The others of the drop are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub cure: String,
}

/// The files of a set: name and bytes.
pub type SetFiles = Vec<(String, Vec<u8>)>;

/// A drop, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sorted {
    /// The sets in the order in which their first files came, each file with its bytes.
    pub sets: Vec<(SetKey, SetFiles)>,
    /// What was not taken.
    pub refused: Vec<Refused>,
}

/// Sorts a drop. `own` is the number of this office.
pub fn sort(files: Vec<OfferedFile>, own: &str) -> Sorted {
    let mut sorted = Sorted::default();
    let mut place: HashMap<(OfficeNumber, Serial), usize> = HashMap::new();
    for file in files {
        let (key, bytes) = match judge(&file, own) {
            Ok(key) => (key, file.content),
            Err((why, cure)) => {
                sorted.refused.push(Refused { name: file.name, why, cure });
                continue;
            }
        };
        let Content::Bytes(bytes) = bytes else { continue };
        let at = *place.entry(key).or_insert(sorted.sets.len());
        match sorted.sets.get_mut(at) {
            Some((_, members)) => members.push((file.name, bytes)),
            None => {
                let key = SetKey { receiver: key.0.to_string(), serial: key.1.to_string() };
                sorted.sets.push((key, vec![(file.name, bytes)]));
            }
        }
    }
    sorted
}

type Words = (String, String);

fn judge(file: &OfferedFile, own: &str) -> Result<(OfficeNumber, Serial), Words> {
    let words = |why: &str, cure: &str| Err((why.to_owned(), cure.to_owned()));
    match file.content {
        Content::TooLarge => {
            return words("10MBより大きいファイルです。", "ファイルを分けるか、小さくしてから置いてください。");
        }
        Content::Overflow => {
            return words(
                "一度に置いたファイルが多すぎて、読み込みませんでした。",
                "残りのファイルを、もう一度置いてください。",
            );
        }
        Content::Bytes(_) => {}
    }
    let reading = NameReading::read(&file.name);
    let Some(name) = reading.name else { return Err(unreadable(&file.name, &reading)) };
    if name.receiver.as_str() == own {
        return words(
            "この事業所あてのファイルです。",
            "受け取ったファイルは送れません。介護ソフトから出力したファイルを置いてください。",
        );
    }
    if name.sender.as_str() != own {
        let why = format!("送信元の事業所番号が {} で、この事業所（{own}）と違います。", name.sender);
        return Err((why, "この事業所の介護ソフトから出力したファイルを置いてください。".to_owned()));
    }
    Ok((name.receiver, name.serial))
}

fn unreadable(name: &str, reading: &NameReading) -> Words {
    let (why, cure) = if let Some(kind) = reading.kind {
        let cure = match reading.suggestion() {
            Some(meant) => format!("名前を「{meant}」にもどすか、介護ソフトからもう一度出力してください。"),
            None => "名前を変えたときは、介護ソフトからもう一度出力してください。".to_owned(),
        };
        return (format!("「{}」のようですが、ファイルの名前が決まりと違います。", kind.title()), cure);
    } else if name.to_lowercase().ends_with(".csv") {
        ("ケアプランのファイルではないようです。", "介護ソフトから出力したファイルを、名前を変えずに置いてください。")
    } else if is_attachment(name) {
        ("写真やPDFは、名前から宛先が分かりません。", "一緒に送るときは「新規作成」で宛先を選んでから置いてください。")
    } else {
        ("送れる種類のファイルではありません。", "介護ソフトから出力したCSVファイルを置いてください。")
    };
    (why.to_owned(), cure.to_owned())
}

/// True for a PDF or JPEG by its name.
pub(crate) fn is_attachment(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".pdf", ".jpg", ".jpeg"].iter().any(|extension| lower.ends_with(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "1370000001";

    fn offered(name: &str) -> OfferedFile {
        OfferedFile::new(name, Vec::new())
    }

    fn set(receiver: u32, second: u32) -> [String; 3] {
        let tail = format!("1370000001_43_{receiver:010}_11_202504251020{second:02}.CSV");
        ["UPPLAN_202505", "UPSIKYU_202505", "UPHOSOKU_202505"].map(|head| format!("{head}_{tail}"))
    }

    #[test]
    fn six_hundred_files_are_one_hundred_and_fifty_sets_whatever_their_order() {
        let mut names: Vec<String> = (0..150).flat_map(|n| set(1_370_000_010 + n % 50, n % 60).to_vec()).collect();
        let mut extra: Vec<String> = (0..150).map(|n| format!("メモ{n}.txt")).collect();
        names.append(&mut extra);
        names.reverse();
        assert_eq!(names.len(), 600);
        let sorted = sort(names.iter().map(|name| offered(name)).collect(), OWN);
        assert_eq!(sorted.refused.len(), 150);
        assert!(sorted.sets.iter().all(|(_, files)| files.len() == 3));
        assert_eq!(sorted.sets.len(), 150);
    }

    #[test]
    fn what_windows_adds_to_names_is_read_over() {
        let names = [
            "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000 (1).CSV",
            "UPSIKYU_202505_1370000001_43_1370000002_11_20250425102000 - コピー.CSV",
            "7月分/UPHOSOKU_202505_1370000001_43_1370000002_11_20250425102000.csv",
        ];
        let sorted = sort(names.iter().map(|name| offered(name)).collect(), OWN);
        assert_eq!(sorted.refused, []);
        assert_eq!(sorted.sets.len(), 1);
        assert_eq!(sorted.sets[0].0.receiver, "1370000002");
    }

    #[test]
    fn each_stranger_is_refused_by_name_and_the_rest_is_taken() {
        let mut files: Vec<OfferedFile> = set(1_370_000_002, 0).iter().map(|name| offered(name)).collect();
        for name in ["写真 2025-03-25.jpg", "利用者名簿.csv", "😀メモ.csv", "計画.xlsx", "UPPLAN_202505_1370000001.CSV"]
        {
            files.push(offered(name));
        }
        files.push(offered("UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV"));
        files.push(offered("UPPLAN_202505_1370000009_43_1370000002_11_20250425102000.CSV"));
        files.push(OfferedFile::left_out("a/大きい.csv", Content::TooLarge));
        let sorted = sort(files, OWN);
        assert_eq!(sorted.sets.len(), 1);
        let why: Vec<&str> = sorted.refused.iter().map(|refused| refused.why.as_str()).collect();
        assert_eq!(
            why,
            [
                "写真やPDFは、名前から宛先が分かりません。",
                "ケアプランのファイルではないようです。",
                "ケアプランのファイルではないようです。",
                "送れる種類のファイルではありません。",
                "「第6表 サービス利用票（予定）」のようですが、ファイルの名前が決まりと違います。",
                "この事業所あてのファイルです。",
                "送信元の事業所番号が 1370000009 で、この事業所（1370000001）と違います。",
                "10MBより大きいファイルです。",
            ]
        );
        assert_eq!(sorted.refused.last().unwrap().name, "大きい.csv");
    }
}
