//! What the made-up offices sent here.

use super::papers::{self, Papers, Sample};
use crate::mailbox::{Arrival, ArrivalState, DocumentLine, ImportResult, Partner};
use crate::moment::Moment;

const HOUR: i64 = 3_600_000;

/// One received transmission with the sample it is made from.
#[derive(Debug, Clone)]
pub(super) struct Arrived {
    pub(super) summary: Arrival,
    pub(super) sample: Sample,
    pub(super) import: Option<ImportResult>,
}

impl Arrived {
    /// Its files.
    pub(super) fn papers(&self) -> Papers {
        self.sample.for_office(&self.summary.from)
    }
}

const KINDS: [(Sample, &str); 6] = [
    (
        papers::RESULTS,
        "5月分の実績を送ります\nいつもお世話になっております。5月分のサービス提供実績をお送りします。ご確認のほど、よろしくお願いいたします。",
    ),
    (papers::EQUIPMENT, "福祉用具 5月分の実績です。\nベッドの交換が1件ありました。"),
    (papers::STAYED, "短期入所 5月分の実績をお送りします。"),
    (
        papers::PERSONS,
        "利用者基本情報をお送りします\n先日お電話でご相談した2名の方の基本情報です。家族構成の図も付けました。担当をよろしくお願いいたします。",
    ),
    (papers::TAKEN_BACK, "先ほどの実績に誤りがあったため、取り下げます。直したものを改めてお送りします。"),
    (papers::RESULTS, ""),
];

/// So many transmissions, the newest first.
pub(super) fn made(now: Moment, count: usize, offices: &[Partner]) -> Vec<Arrived> {
    (0..count).map(|index| one(now, index, offices)).collect()
}

/// The transmission with this number; greater numbers are older.
pub(super) fn one(now: Moment, index: usize, offices: &[Partner]) -> Arrived {
    let (sample, message) = KINDS.get(index % KINDS.len()).copied().unwrap_or((papers::RESULTS, ""));
    // Home help results come from several offices, the others from the office of the sample.
    let helpers = ["1370000002", "1370000010", "1370000013"];
    let from = match sample.office() {
        "1370000002" => helpers.get(index / 3 % helpers.len()).copied().unwrap_or("1370000002"),
        other => other,
    };
    let partner = offices.iter().find(|office| office.number == from);
    let at = Moment(now.0 - HOUR / 2 - HOUR * 5 * i64::try_from(index).unwrap_or(i64::MAX / HOUR / 8));
    let state = match index % 12 {
        0..=2 => ArrivalState::New,
        3 => ArrivalState::Opened,
        11 => ArrivalState::Withdrawn,
        _ => ArrivalState::Saved { at: Moment(at.0 + HOUR), folder: super::world::SAVE_FOLDER.to_owned() },
    };
    let documents: Vec<DocumentLine> = sample.names_for(from).map(|name| DocumentLine::of(&name)).collect();
    let month = documents.iter().any(|line| line.name.contains("_202505_")).then(|| "202505".to_owned());
    let summary = Arrival {
        id: format!("a{index:05}"),
        at,
        from: from.to_owned(),
        from_name: partner.map(|partner| partner.name.clone()).unwrap_or_default(),
        from_service: partner.map(Partner::service).unwrap_or_default(),
        message: message.to_owned(),
        documents,
        month,
        version: Some("202407".to_owned()),
        state,
    };
    Arrived { summary, sample, import: None }
}
