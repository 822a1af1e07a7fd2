//! The name of a document (別紙 ファイル名規約), strict: what is parsed is formatted back to the same text.

use super::{CsvVersion, DocumentKind, OfficeNumber, Serial, ServiceType, TargetMonth};
use std::fmt;

/// The month that stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameMonth {
    /// A service month.
    Month(TargetMonth),
    /// `000000`: supplementary information that goes with the plan sheets 1 to 3.
    Unused,
}

/// A name as the standard writes it.
///
/// - 202407: `PREFIX_[YYYYMM_]sender_type_receiver_type_serial[_branch].CSV|jpg`
/// - 202208: `PREFIX_[YYYYMM_]sender_receiver_serial.CSV`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentName {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The month, for the kinds that carry one.
    pub month: Option<NameMonth>,
    /// The office that sends.
    pub sender: OfficeNumber,
    /// The office it is for.
    pub receiver: OfficeNumber,
    /// The service types of sender and receiver; only the 202407 form has them.
    pub types: Option<(ServiceType, ServiceType)>,
    /// The serial shared by the set.
    pub serial: Serial,
    /// Number of an image, 0 to 9999.
    pub branch: Option<u16>,
}

impl DocumentName {
    /// Reads a name exactly as the standard writes it. For a tolerant reading see [`super::NameReading`].
    pub fn parse(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let (kind, rest) = split_kind(stem)?;
        let mut parts = rest.split('_');
        let month = if kind.has_month() { Some(name_month(parts.next()?)?) } else { None };
        let parts: Vec<&str> = parts.collect();
        let branch_of = |text: &str| (text.len() == 4 && is_digits(text)).then(|| text.parse().ok()).flatten();
        let (route, branch) = match (kind, parts.split_last()) {
            (DocumentKind::UpKihonImage, Some((branch, route))) => (route.to_vec(), Some(branch_of(branch)?)),
            _ => (parts, None),
        };
        let (sender, receiver, types, serial) = match *route.as_slice() {
            [from, from_type, to, to_type, serial] => (from, to, Some((from_type, to_type)), serial),
            [from, to, serial] if kind.exists_in(CsvVersion::V202208) => (from, to, None, serial),
            _ => return None,
        };
        let types = match types {
            Some((from, to)) => Some((ServiceType::parse(from).ok()?, ServiceType::parse(to).ok()?)),
            None => None,
        };
        let expected = if kind.is_csv() { "CSV" } else { "jpg" };
        (extension == expected).then_some(())?;
        let sender = OfficeNumber::parse(sender).ok()?;
        let receiver = OfficeNumber::parse(receiver).ok()?;
        Some(Self { kind, month, sender, receiver, types, serial: Serial::parse(serial).ok()?, branch })
    }

    /// The version whose form the name has.
    pub fn version(&self) -> CsvVersion {
        if self.types.is_some() { CsvVersion::V202407 } else { CsvVersion::V202208 }
    }

    /// The service month, if the name carries one.
    pub fn target_month(&self) -> Option<TargetMonth> {
        match self.month {
            Some(NameMonth::Month(month)) => Some(month),
            _ => None,
        }
    }
}

impl DocumentKind {
    /// Whether the version of the standard has this kind.
    pub fn exists_in(self, version: CsvVersion) -> bool {
        use DocumentKind as K;
        let old = matches!(
            self,
            K::UpHosoku
                | K::Up1Kyo
                | K::Dlt1Kyo
                | K::Up2Kyo
                | K::UpPlan
                | K::DltPlan
                | K::UpJsk
                | K::DltJsk
                | K::UpSikyu
        );
        old || version == CsvVersion::V202407
    }
}

/// Splits the kind off a stem; the longest prefix that fits wins (`UPKIHON_SUB1` before `UPKIHON`).
pub(super) fn split_kind(stem: &str) -> Option<(DocumentKind, &str)> {
    let fits = |kind: &DocumentKind| stem.strip_prefix(kind.prefix()).and_then(|rest| rest.strip_prefix('_'));
    DocumentKind::ALL
        .into_iter()
        .filter_map(|kind| fits(&kind).map(|rest| (kind, rest)))
        .max_by_key(|(kind, _)| kind.prefix().len())
}

fn name_month(text: &str) -> Option<NameMonth> {
    match text {
        "000000" => Some(NameMonth::Unused),
        _ => TargetMonth::parse(text.as_bytes()).ok().map(NameMonth::Month),
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for NameMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Unused => f.write_str("000000"),
        }
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_", self.kind)?;
        if let Some(month) = self.month {
            write!(f, "{month}_")?;
        }
        match self.types {
            Some((from, to)) => write!(f, "{}_{from}_{}_{to}_{}", self.sender, self.receiver, self.serial)?,
            None => write!(f, "{}_{}_{}", self.sender, self.receiver, self.serial)?,
        }
        if let Some(branch) = self.branch {
            write!(f, "_{branch:04}")?;
        }
        f.write_str(if self.kind.is_csv() { ".CSV" } else { ".jpg" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_were() {
        for name in [
            "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV",
            "UPHOSOKU_000000_1370000001_1370000002_20250125101500.CSV",
            "UPKIHON_SUB1_1370000006_46_1370000001_43_20250412090000.CSV",
            "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.jpg",
            "DLTYOBO_1370000006_46_13A0000007_A2_20250425113100.CSV",
        ] {
            assert_eq!(DocumentName::parse(name).unwrap().to_string(), name);
        }
    }

    #[test]
    fn nothing_but_the_exact_form() {
        for name in [
            "",
            ".CSV",
            "UPPLAN.CSV",
            "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.csv",
            "UPPLAN_202513_1370000001_43_1370000002_11_20250425102000.CSV",
            "UPPLAN_202505_137000001_43_1370000002_11_20250425102000.CSV",
            "UPPLAN_202505_1370000001_43_20250425102000.CSV",
            "UP3KYO_1370000001_1370000002_20250425102000.CSV",
            "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000_0001.CSV",
            "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_1.jpg",
        ] {
            assert_eq!(DocumentName::parse(name), None, "{name}");
        }
    }
}
