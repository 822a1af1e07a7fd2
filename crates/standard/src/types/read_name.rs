//! A tolerant reading of file names: what can be meant, and each way in which it differs from the standard's form.

mod added;
mod clean;
mod copy_mark;
mod diagnose;
mod nearest;
mod unusable;

use super::document_name::split_kind;
use super::{DocumentKind, DocumentName};
use clean::Cleaned;

pub(crate) use clean::is_hidden;

/// A file name read as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameReading {
    /// The name that is meant, when it can be told for sure.
    pub name: Option<DocumentName>,
    /// The kind that is meant, also when the rest cannot be read.
    pub kind: Option<DocumentKind>,
    /// How the text differs from the standard's form; empty when it is exact. One cause, one deviation.
    pub deviations: Vec<NameDeviation>,
    /// The name that is probably meant, when that is not sure enough for [`NameReading::name`].
    likely: Option<DocumentName>,
    attachment: bool,
}

/// One way in which a file name differs from the standard's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameDeviation {
    /// Nothing is left of it but dots and spaces.
    Empty,
    /// Longer than any system can save.
    TooLong,
    /// A file that the computer makes for itself (`desktop.ini`, `._…`, `~$…`).
    SystemFile,
    /// A name that Windows keeps for devices (`CON`, `NUL`, …).
    Device,
    /// Control characters and characters that turn or hide text, as `U+202E`.
    Hidden(String),
    /// Characters that Windows does not allow in a name.
    Forbidden(String),
    /// Dots at the end.
    Dots,
    /// `.csv` for `.CSV`, `.JPG` or `.jpeg` for `.jpg` (A016).
    ExtensionCase,
    /// `UPKIHON_000000_…` (A008).
    KihonMonth,
    /// ` (1)`, ` - コピー` and the like, put there by a browser or by Explorer.
    CopySuffix(String),
    /// Text before or after an otherwise exact name.
    Added(String),
    /// Another extension after the right one, as `.CSV.txt`.
    DoubleExtension(String),
    /// Full-width characters.
    FullWidth,
    /// Small letters in the prefix or in a code.
    SmallLetters,
    /// Spaces in or around the name.
    Spaces,
    /// Other separators than one underscore between the parts.
    Separators,
    /// Only one office stands in the name.
    NoReceiver,
    /// An office number of another length or with other characters (A010).
    OfficeNumber(String),
    /// A serial of another length (A010).
    Serial(String),
    /// A service type that is not two characters (edition 4.0 had three).
    ServiceType(String),
    /// The month is missing.
    MonthMissing,
    /// The month does not exist.
    Month(String),
    /// A month where the kind has none.
    MonthUnexpected(String),
    /// The number of an image is not four digits.
    Branch(String),
    /// Another extension than the kind has.
    Extension(String),
    /// The kind does not exist in the form without service types (202208).
    KindNotInVersion,
    /// It starts like no kind; the nearest kind, if one is near.
    Prefix(Option<DocumentKind>),
    /// The parts do not fit the form.
    Parts,
}

impl NameDeviation {
    /// True for what makes a name bad whatever the file is, also for an attachment.
    fn concerns_any_file(&self) -> bool {
        matches!(self, Self::Hidden(_) | Self::Forbidden(_) | Self::Dots)
    }
}

impl NameReading {
    /// Reads the last part of a path. Never fails: what cannot be read is a deviation.
    pub fn read(file_name: &str) -> Self {
        if let Some(name) = DocumentName::parse(file_name) {
            return Self::known(name, Vec::new());
        }
        if let Some(deviation) = unusable::check(file_name) {
            return Self::unknown(None, vec![deviation]);
        }
        let mut cleaned = clean::clean(file_name);
        if cleaned.stem.is_empty() {
            return Self::unknown(None, vec![NameDeviation::Empty]);
        }
        let certain = DocumentName::parse(&cleaned.text()).or_else(|| clean::separators(&mut cleaned));
        if let Some(name) = certain.or_else(|| added::check(&mut cleaned)) {
            // One new name mends both, so the extension is no second cause.
            if cleaned.deviations.len() > 1 {
                cleaned.deviations.retain(|deviation| *deviation != NameDeviation::ExtensionCase);
            }
            return Self::known(name, cleaned.deviations);
        }
        Self::diagnosed(&cleaned)
    }

    /// The exact name to write instead, when it can be told.
    pub fn suggestion(&self) -> Option<DocumentName> {
        self.name.or(self.likely)
    }

    /// True when the text is exactly the standard's form.
    pub fn is_exact(&self) -> bool {
        self.name.is_some() && self.deviations.is_empty()
    }

    /// True for a PDF or JPEG whose name means none of the standard's documents: its name is free.
    pub fn is_attachment(&self) -> bool {
        self.attachment
    }

    /// True when the text looks as if one of the standard's kinds is meant.
    pub fn means_a_document(&self) -> bool {
        self.kind.is_some()
    }

    fn known(name: DocumentName, deviations: Vec<NameDeviation>) -> Self {
        Self { name: Some(name), kind: Some(name.kind), deviations, likely: None, attachment: false }
    }

    fn unknown(kind: Option<DocumentKind>, deviations: Vec<NameDeviation>) -> Self {
        Self { name: None, kind, deviations, likely: None, attachment: false }
    }

    /// The reading of a name that cannot be mended: an attachment, or the one reason why not.
    fn diagnosed(cleaned: &Cleaned) -> Self {
        let (near, likely) = nearest::kind_of(cleaned);
        let mut deviations = cleaned.deviations.clone();
        let Some((kind, rest)) = split_kind(&cleaned.stem) else {
            deviations.retain(NameDeviation::concerns_any_file);
            let attachment = likely.is_none() && cleaned.is_picture_or_pdf();
            if !attachment {
                deviations.push(NameDeviation::Prefix(near));
            }
            return Self { likely, attachment, ..Self::unknown(near, deviations) };
        };
        let (cause, mended) = diagnose::diagnose(kind, rest, cleaned);
        if mended.is_some() {
            deviations.retain(|deviation| *deviation != NameDeviation::ExtensionCase);
        } else {
            // A name that must be made anew has one cause; small letters or a copy mark are no news beside it.
            deviations.retain(NameDeviation::concerns_any_file);
        }
        if cause == NameDeviation::Prefix(None) {
            deviations.push(NameDeviation::Prefix(near));
            return Self { likely, ..Self::unknown(near, deviations) };
        }
        deviations.push(cause);
        Self { name: mended, ..Self::unknown(Some(kind), deviations) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXACT: &str = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";

    fn only(file_name: &str) -> NameDeviation {
        let reading = NameReading::read(file_name);
        assert_eq!(reading.deviations.len(), 1, "{file_name}: {:?}", reading.deviations);
        reading.deviations.into_iter().next().unwrap()
    }

    #[test]
    fn what_is_meant_is_still_known() {
        for (text, deviation) in [
            (EXACT.replace(".CSV", ".csv"), NameDeviation::ExtensionCase),
            (EXACT.replace(".CSV", " (1).CSV"), NameDeviation::CopySuffix("(1)".into())),
            (EXACT.replace(".CSV", " (1).csv"), NameDeviation::CopySuffix("(1)".into())),
            (EXACT.replace(".CSV", "（１）.CSV"), NameDeviation::CopySuffix("(1)".into())),
            (EXACT.replace(".CSV", " - コピー.CSV"), NameDeviation::CopySuffix("- コピー".into())),
            (EXACT.replace(".CSV", " - コピー (2).CSV"), NameDeviation::CopySuffix("- コピー (2)".into())),
            (format!("コピー ～ {EXACT}"), NameDeviation::CopySuffix("コピー ~".into())),
            (EXACT.replace("202505", "２０２５０５"), NameDeviation::FullWidth),
            (EXACT.replace("UPPLAN", "UpPlan"), NameDeviation::SmallLetters),
            (EXACT.to_lowercase(), NameDeviation::SmallLetters),
            (EXACT.replace("_43_", " _43_"), NameDeviation::Spaces),
            (EXACT.replace('_', "-"), NameDeviation::Separators),
            (EXACT.replace('_', " "), NameDeviation::Separators),
            (EXACT.replace("_43_", "_043_").replace("_11_", "_011_"), NameDeviation::ServiceType("043".into())),
            (format!("山田様_{EXACT}"), NameDeviation::Added("山田様_".into())),
            (EXACT.replace(".CSV", "_至急.CSV"), NameDeviation::Added("_至急".into())),
            (EXACT.replace(".CSV", ".CSV.txt"), NameDeviation::DoubleExtension("txt".into())),
            (EXACT.replace(".CSV", ".txt"), NameDeviation::Extension("txt".into())),
            (EXACT.replace(".CSV", ""), NameDeviation::Extension(String::new())),
            (format!("{EXACT}."), NameDeviation::Dots),
            (EXACT.replace("_43_", "_\u{202e}43_"), NameDeviation::Hidden("U+202E".into())),
        ] {
            assert_eq!(only(&text), deviation, "{text}");
            assert_eq!(NameReading::read(&text).name, DocumentName::parse(EXACT), "{text}");
        }
    }

    #[test]
    fn one_reason_when_it_cannot_be_read() {
        for (text, deviation) in [
            ("UPPLAN_202505_1370000001_43_20250425102000.CSV", NameDeviation::NoReceiver),
            ("UPPLAN_202505_1370000001_20250425102000.CSV", NameDeviation::NoReceiver),
            (
                "UPPLAN_202505_137000001_43_1370000002_11_20250425102000.CSV",
                NameDeviation::OfficeNumber("137000001".into()),
            ),
            (
                "UPPLAN_202505_1370000001_43_1370000002_11_201911110102233.CSV",
                NameDeviation::Serial("201911110102233".into()),
            ),
            ("UPPLAN_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::MonthMissing),
            ("UPPLAN_202513_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::Month("202513".into())),
            ("UP3KYO_1370000001_1370000002_20250425102000.CSV", NameDeviation::KindNotInVersion),
            (
                "UPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV",
                NameDeviation::Prefix(Some(DocumentKind::UpPlan)),
            ),
            ("UP4KYO_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::Prefix(None)),
            ("UPKIHON_SUB3_1370000001_43_1370000002_11_20250425102000.CSV", NameDeviation::Prefix(None)),
            ("利用票.CSV", NameDeviation::Prefix(None)),
            ("CON.CSV", NameDeviation::Device),
            ("desktop.ini", NameDeviation::SystemFile),
            ("..", NameDeviation::Empty),
        ] {
            assert_eq!(only(text), deviation, "{text}");
            assert_eq!(NameReading::read(text).name, None, "{text}");
        }
    }

    #[test]
    fn a_likely_name_is_only_proposed() {
        let reading = NameReading::read(&EXACT.replace("UPPLAN", "UPLAN"));
        assert_eq!((reading.name, reading.suggestion()), (None, DocumentName::parse(EXACT)));
    }

    #[test]
    fn attachments_have_free_names() {
        for text in ["居宅サービス計画.pdf", "地図.JPG", "写真 (1).jpeg", "UPなど.pdf"] {
            let reading = NameReading::read(text);
            assert!(reading.is_attachment() && !reading.is_exact() && reading.deviations.is_empty(), "{text}");
        }
        assert!(!NameReading::read(&EXACT.replace(".CSV", ".pdf")).is_attachment());
        let turned = NameReading::read("請求\u{202e}fdp.exe.pdf");
        assert_eq!((turned.is_attachment(), turned.deviations.len()), (true, 1));
    }
}
