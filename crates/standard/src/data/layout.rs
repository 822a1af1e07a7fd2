//! The record layouts (別紙 CSVファイルレイアウト定義書): 17 kinds with 398 fields (202407), 9 with 205 (202208).

use super::code_table::CodeTable;
use super::tsv::{DataError, Line, for_each_line};
use crate::types::{CsvVersion, DocumentKind};

/// The fields of one kind of document in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The version of the standard.
    pub version: CsvVersion,
    /// The kind of document.
    pub kind: DocumentKind,
    /// The fields in order; the first has number 1.
    pub fields: Vec<Field>,
}

impl Layout {
    /// Index (from 0) of the first field with this name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its number in the standard, from 1.
    pub no: u16,
    /// Its name in the standard. Not unique: 3表 has two 開始時間.
    pub name: &'static str,
    /// Greatest length in characters; `None` for free text.
    pub length: Option<u16>,
    /// What may stand in it.
    pub kind: FieldKind,
    /// Whether something must stand in it.
    pub requirement: Requirement,
    /// The code table its value comes from, as an index into the tables; `None` when any code may stand there.
    pub codes: Option<CodeTable>,
    /// A note in our own short wording, from the data.
    pub note: &'static str,
    /// How sure the transcription is.
    pub confidence: Confidence,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of the data's README, where each is explained")]
pub enum FieldKind {
    Version,
    Insurer,
    Insured,
    Office,
    Date8,
    Month6,
    Time4,
    Digits,
    Decimal,
    Code,
    Text,
    Postcode,
    Phone,
    Flags31,
    ServiceCode,
    ServiceType,
    FileName,
    Unused,
}

impl FieldKind {
    /// Free text: written in quotes, any character of MS932 (別紙 欄外).
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::FileName)
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "version" => Self::Version,
            "insurer" => Self::Insurer,
            "insured" => Self::Insured,
            "office" => Self::Office,
            "date8" => Self::Date8,
            "month6" => Self::Month6,
            "time4" => Self::Time4,
            "digits" => Self::Digits,
            "decimal" => Self::Decimal,
            "code" => Self::Code,
            "text" => Self::Text,
            "postcode" => Self::Postcode,
            "phone" => Self::Phone,
            "flags31" => Self::Flags31,
            "service_code" => Self::ServiceCode,
            "service_type" => Self::ServiceType,
            "file_name" => Self::FileName,
            "unused" => Self::Unused,
            _ => return None,
        })
    }
}

/// Whether something must stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Requirement {
    /// 必須: empty is an error.
    Required,
    /// 必要 only (A066): empty is a warning.
    Desirable,
    /// No mark.
    Optional,
}

/// How sure the transcription of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Read without doubt.
    Sure,
    /// A mark or length was shifted in the source; an empty required field is only a warning.
    Inferred,
    /// 202208, derived by reversing the list of changes.
    Derived,
}

macro_rules! tables {
    ($version:ident, $folder:literal, [$($kind:ident $prefix:literal),* $(,)?]) => {
        [$((
            CsvVersion::$version,
            DocumentKind::$kind,
            concat!($folder, "/", $prefix, ".tsv"),
            include_str!(concat!($folder, "/", $prefix, ".tsv")),
        )),*]
    };
}

type Table = (CsvVersion, DocumentKind, &'static str, &'static str);

const V202407: [Table; 17] = tables!(V202407, "202407", [
    UpHosoku "UPHOSOKU", Up1Kyo "UP1KYO", Dlt1Kyo "DLT1KYO", Up2Kyo "UP2KYO", Up3Kyo "UP3KYO", UpPlan "UPPLAN",
    DltPlan "DLTPLAN", UpJsk "UPJSK", DltJsk "DLTJSK", UpSikyu "UPSIKYU", UpKihon "UPKIHON", DltKihon "DLTKIHON",
    UpKihonSub1 "UPKIHON_SUB1", UpKihonSub2 "UPKIHON_SUB2", UpYobo "UPYOBO", DltYobo "DLTYOBO", UpYoboSub "UPYOBO_SUB",
]);

const V202208: [Table; 9] = tables!(V202208, "202208", [
    UpHosoku "UPHOSOKU", Up1Kyo "UP1KYO", Dlt1Kyo "DLT1KYO", Up2Kyo "UP2KYO", UpPlan "UPPLAN", DltPlan "DLTPLAN",
    UpJsk "UPJSK", DltJsk "DLTJSK", UpSikyu "UPSIKYU",
]);

pub(super) fn parse(codes: &[CodeTable]) -> Result<Vec<Layout>, DataError> {
    let tables = V202407.into_iter().chain(V202208);
    tables
        .map(|(version, kind, table, text)| {
            let mut fields = Vec::new();
            for_each_line(table, text, |line| {
                fields.push(parse_field(line, codes)?);
                Ok(())
            })?;
            Ok(Layout { version, kind, fields })
        })
        .collect()
}

fn parse_field(line: Line<'_>, codes: &[CodeTable]) -> Result<Field, DataError> {
    let (length, kind, requirement) = (line.column(2)?, line.column(3)?, line.column(4)?);
    let (table, confidence) = (line.column(5)?, line.column(7)?);
    let find = |name: &str| codes.iter().find(|table| table.name == name).cloned();
    Ok(Field {
        no: line.number(0, "field number")?,
        name: line.column(1)?,
        length: if length.is_empty() { None } else { Some(line.number(2, "length")?) },
        kind: FieldKind::parse(kind).ok_or_else(|| line.error("kind", kind))?,
        requirement: match requirement {
            "required" => Requirement::Required,
            "desirable" => Requirement::Desirable,
            "optional" => Requirement::Optional,
            _ => return Err(line.error("requirement", requirement)),
        },
        codes: if table.is_empty() { None } else { Some(find(table).ok_or_else(|| line.error("code table", table))?) },
        note: line.column(6)?,
        confidence: match confidence {
            "sure" => Confidence::Sure,
            "inferred" => Confidence::Inferred,
            "derived" => Confidence::Derived,
            _ => return Err(line.error("confidence", confidence)),
        },
    })
}
