//! What was sent from the made-up office before one begins to practise.

use super::papers::{self, Sample};
use crate::mailbox::{Dispatch, DispatchState, DocumentLine, Partner};
use crate::moment::Moment;
use crate::trouble::{Trouble, TroubleKind};

const HOUR: i64 = 3_600_000;

/// One sent transmission. Files of samples are made anew, those of a person are kept.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) summary: Dispatch,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) users: Vec<(String, String)>,
    /// Sent while practising. What was made before that stands for other files of earlier days.
    pub(super) practised: bool,
}

/// Seven transmissions, one in each state that matters.
pub(super) fn made(now: Moment, offices: &[Partner]) -> Vec<Sent> {
    let refused = Trouble::new(
        TroubleKind::Failed,
        "相手の事業所の利用期限が切れているため、送れませんでした。",
        "ひだまりヘルパーサービスのライセンスが 2025年5月31日 で終わっています。",
        "相手の事業所に、利用の更新を確かめてください。急ぐときは、これまでの方法で届けてください。",
    )
    .leaving("ファイルとメッセージは残っています。");
    let rejected = "第6表 サービス利用票（予定）の12行目: この利用者の登録がありません。".to_owned();
    let states: [(DispatchState, &str, Sample); 7] = [
        (DispatchState::Arrived, "1370000002", papers::SLIPS),
        (DispatchState::Failed(refused), "1370000012", papers::SLIPS),
        (DispatchState::Fetched, "1370000004", papers::STAY),
        (DispatchState::Received, "1370000010", papers::SLIPS),
        (DispatchState::Imported, "1370000007", papers::PREVENTION),
        (DispatchState::Rejected(rejected), "1370000002", papers::PLAN),
        (DispatchState::Withdrawn, "1370000002", papers::SLIPS),
    ];
    let numbered = states.into_iter().enumerate();
    numbered.filter_map(|(index, (state, to, sample))| sent(now, index, state, to, sample, offices)).collect()
}

fn sent(
    now: Moment,
    index: usize,
    state: DispatchState,
    to: &str,
    sample: Sample,
    offices: &[Partner],
) -> Option<Sent> {
    let to = offices.iter().find(|office| office.number == to)?.clone();
    let files = sample.for_office(&to.number);
    let documents: Vec<DocumentLine> = files.iter().map(|(name, _)| DocumentLine::of(name)).collect();
    let month = documents.iter().any(|line| line.name.contains("_202505_")).then(|| "202505".to_owned());
    let summary = Dispatch {
        id: format!("s{index:05}"),
        at: Moment(now.0 - HOUR * (2 + 20 * i64::try_from(index).unwrap_or(0))),
        to,
        message: "いつもお世話になっております。5月分の利用票（予定）をお送りします。".to_owned(),
        documents,
        month,
        version: Some("202407".to_owned()),
        state,
    };
    let users =
        [("試験 花子", "0000000101"), ("見本 太郎", "H000000202")].map(|(name, no)| (name.to_owned(), no.to_owned()));
    Some(Sent { summary, files, users: users.to_vec(), practised: false })
}
