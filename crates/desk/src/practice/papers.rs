//! Made-up documents: the samples of the standard, turned to other offices. They hold fictional persons only.

/// A set of files: name and bytes.
pub(super) type Papers = Vec<(String, Vec<u8>)>;

/// One sample set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    files: &'static [(&'static str, &'static [u8])],
    /// The other office in it.
    other: &'static str,
}

macro_rules! sample {
    ($set:literal, $other:literal, [$($name:literal),+ $(,)?]) => {
        Sample {
            other: $other,
            files: &[$(($name, include_bytes!(concat!("../../../standard/samples/202407/", $set, "/", $name)))),+],
        }
    };
}

/// 居宅サービス計画書 for home help.
pub(super) const PLAN: Sample = sample!(
    "K1",
    "1370000002",
    [
        "UP1KYO_1370000001_43_1370000002_11_20250425101500.CSV",
        "UP2KYO_1370000001_43_1370000002_11_20250425101500.CSV",
        "UP3KYO_1370000001_43_1370000002_11_20250425101500.CSV",
        "UPHOSOKU_000000_1370000001_43_1370000002_11_20250425101500.CSV",
    ]
);
/// サービス利用票（予定） for home help.
pub(super) const SLIPS: Sample = sample!(
    "K2",
    "1370000002",
    [
        "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV",
        "UPSIKYU_202505_1370000001_43_1370000002_11_20250425102000.CSV",
        "UPHOSOKU_202505_1370000001_43_1370000002_11_20250425102000.CSV",
    ]
);
/// サービス利用票（予定） for a short stay.
pub(super) const STAY: Sample = sample!(
    "K2b",
    "1370000004",
    [
        "UPPLAN_202505_1370000001_43_1370000004_21_20250425102100.CSV",
        "UPSIKYU_202505_1370000001_43_1370000004_21_20250425102100.CSV",
        "UPHOSOKU_202505_1370000001_43_1370000004_21_20250425102100.CSV",
    ]
);
/// サービス利用票（予定） for prevention.
pub(super) const PREVENTION: Sample = sample!(
    "Y4",
    "1370000007",
    [
        "UPPLAN_202505_1370000001_43_1370000007_A2_20250425112000.CSV",
        "UPSIKYU_202505_1370000001_43_1370000007_A2_20250425112000.CSV",
        "UPHOSOKU_202505_1370000001_43_1370000007_A2_20250425112000.CSV",
    ]
);
/// Results of home help.
pub(super) const RESULTS: Sample =
    sample!("K5", "1370000002", ["UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV"]);
/// Results of equipment.
pub(super) const EQUIPMENT: Sample =
    sample!("K5b", "1370000003", ["UPJSK_202505_1370000003_17_1370000001_43_20250602090500.CSV"]);
/// Results of a short stay.
pub(super) const STAYED: Sample =
    sample!("K5c", "1370000004", ["UPJSK_202505_1370000004_21_1370000001_43_20250602090600.CSV"]);
/// Results taken back.
pub(super) const TAKEN_BACK: Sample =
    sample!("K6", "1370000002", ["DLTJSK_202505_1370000002_11_1370000001_43_20250602100000.CSV"]);
/// 利用者基本情報 from the community support centre.
pub(super) const PERSONS: Sample = sample!(
    "Y1",
    "1370000006",
    [
        "UPKIHON_1370000006_46_1370000001_43_20250412090000.CSV",
        "UPKIHON_SUB1_1370000006_46_1370000001_43_20250412090000.CSV",
        "UPKIHON_SUB2_1370000006_46_1370000001_43_20250412090000.CSV",
        "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0001.jpg",
        "UPKIHON_IMAGE_1370000006_46_1370000001_43_20250412090000_0002.jpg",
    ]
);

impl Sample {
    /// The files turned to another office. Ten ASCII characters become ten others, so that lengths and MS932 stay whole.
    pub(super) fn for_office(self, number: &str) -> Papers {
        let turned = |bytes: &[u8]| replaced(bytes, self.other.as_bytes(), number.as_bytes());
        self.files.iter().map(|(name, bytes)| (name.replace(self.other, number), turned(bytes))).collect()
    }

    /// The names alone.
    pub(super) fn names_for(self, number: &str) -> impl Iterator<Item = String> {
        self.files.iter().map(move |(name, _)| name.replace(self.other, number))
    }

    /// The other office, as the sample has it.
    pub(super) fn office(self) -> &'static str {
        self.other
    }
}

/// Bytes with every occurrence of `from` replaced by `to`.
pub(super) fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        match rest.strip_prefix(from) {
            Some(after) => {
                out.extend_from_slice(to);
                rest = after;
            }
            None => {
                out.push(*first);
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out
}
