//! What the lists of received and of sent transmissions share: filters, words for states, rows, and an old list.

use super::context::{AtHome, Done, Failure};
use super::table::{cell, instant, month, plain, short_id};
use crate::store::Letter;
use crate::{Exit, Terminal};
use clap::Args;
use protocol::{TransmissionState, TransmissionSummary};
use standard::OfficeNumber;
use std::io::Write;

/// Which transmissions are shown, and how.
#[derive(Debug, Args)]
pub(super) struct Listing {
    /// Only what nobody of the receiving office has received.
    #[arg(long)]
    unread: bool,
    /// Only this service month, `YYYYMM`.
    #[arg(long, value_parser = service_month)]
    month: Option<String>,
    /// Only with this office.
    #[arg(long, value_parser = office_number)]
    office: Option<String>,
    /// Only this state, by its Japanese word.
    #[arg(long, value_parser = state)]
    state: Option<TransmissionState>,
    /// The result for other programs.
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) at: AtHome,
}

impl Listing {
    /// Whether a transmission is shown; `with` is the office on the other side.
    pub(super) fn takes(&self, one: &TransmissionSummary, with: &str) -> bool {
        let unread = matches!(one.state, TransmissionState::Accepted | TransmissionState::Fetched);
        (unread || !self.unread)
            && self.office.as_deref().is_none_or(|office| office == with)
            && (self.month.is_none() || self.month == one.month)
            && self.state.is_none_or(|wanted| wanted == one.state)
    }
}

impl Listing {
    /// Whether what has not arrived is shown. It is in none of the states, and nobody could have received it.
    pub(super) fn takes_unsent(&self, letter: &Letter) -> bool {
        self.state.is_none()
            && !self.unread
            && self.office.as_deref().is_none_or(|office| office == letter.recipient)
            && (self.month.is_none() || self.month == letter.month)
    }
}

/// The word for a state.
pub(super) fn word(state: TransmissionState) -> &'static str {
    match state {
        TransmissionState::Accepted => "未受領",
        TransmissionState::Fetched => "取得中",
        TransmissionState::Received => "受領",
        TransmissionState::Imported => "取込済",
        TransmissionState::Rejected => "取込エラー",
        TransmissionState::Withdrawn => "取消",
        TransmissionState::Expired => "期限切れ",
    }
}

fn state(text: &str) -> Result<TransmissionState, String> {
    use TransmissionState as T;
    let all = [T::Accepted, T::Fetched, T::Received, T::Imported, T::Rejected, T::Withdrawn, T::Expired];
    let words = || all.iter().map(|state| word(*state)).collect::<Vec<_>>().join("、");
    all.into_iter().find(|state| word(*state) == text).ok_or_else(|| format!("使えるのは {} です。", words()))
}

/// A service month as people write it, as `YYYYMM`.
fn service_month(text: &str) -> Result<String, String> {
    let digits = text.replace(['-', '/'], "");
    let is_month = digits.len() == 6
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(digits.get(4..).and_then(|month| month.parse().ok()), Some(1..=12));
    if is_month {
        Ok(digits)
    } else {
        Err("年月は 202505 のように、西暦4けたと月2けたで書いてください。".to_owned())
    }
}

fn office_number(text: &str) -> Result<String, String> {
    let number = OfficeNumber::parse(text).map(|number| number.to_string());
    number.map_err(|_| "事業所番号は10文字です。".to_owned())
}

/// The line over a list; `with` is what the office on the other side is.
pub(super) fn head(with: &str, state: &str) -> String {
    row([&"届いた日時", &with, &"", &"年月", &"数", &state, &"番号"])
}

/// A transmission and, under it, its message. `with` are number and name of the office on the other side.
pub(super) fn show(
    one: &TransmissionSummary,
    with: (&str, &str),
    state: &str,
    terminal: &mut Terminal<'_>,
) -> Done<()> {
    let (at, month) = (instant(&one.accepted_at), month(one.month.as_deref()));
    let count = one.documents.len().to_string();
    writeln!(terminal.output, "{}", row([&at, &with.0, &with.1, &month, &count, &state, &short_id(&one.id)]))?;
    if !one.message.is_empty() {
        writeln!(terminal.output, "  {}", cell(&one.message.replace('\n', " "), 76).trim_end())?;
    }
    Ok(())
}

/// 79 columns.
fn row(cells: [&dyn AsRef<str>; 7]) -> String {
    let widths = [16, 10, 17, 7, 3, 10, 8];
    let cells: Vec<String> = cells.iter().zip(widths).map(|(text, width)| cell((*text).as_ref(), width)).collect();
    cells.join(" ").trim_end().to_owned()
}

/// A text of another office under a row: at most so many lines, nothing that steers the terminal.
pub(super) fn beneath(text: &str, terminal: &mut Terminal<'_>) -> Done<()> {
    for line in text.lines() {
        writeln!(terminal.output, "    {}", plain(line))?;
    }
    Ok(())
}

/// How a list ends: when the hub is away, it is the one of last time, and the reason is said.
pub(super) fn ended(fresh: Done<()>, terminal: &mut Terminal<'_>) -> Done {
    match fresh {
        Ok(()) => Ok(Exit::Clean),
        Err(Failure::Output(error)) => Err(Failure::Output(error)),
        Err(failure) => {
            writeln!(
                terminal.errors,
                "renkei: 新しい一覧を取れませんでした。出ているのは、前に取ったときの一覧です。"
            )?;
            Err(failure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_write_it() {
        for text in ["202505", "2025-05", "2025/05"] {
            assert_eq!(service_month(text).unwrap(), "202505");
        }
        for text in ["202513", "202500", "5月", "2025", "２０２５０５", "+20255"] {
            assert!(service_month(text).is_err(), "{text}");
        }
        assert!(office_number("1370000001").is_ok() && office_number("12").is_err());
    }
}
