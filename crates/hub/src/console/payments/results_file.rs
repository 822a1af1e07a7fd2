//! Reads a file of results against the file that went out. Every wrong line is told, with what to do; the form of the file is
//! that of the one that went out (`deductions::COLUMNS`):
//!
//! - UTF-8 or Shift_JIS, one line a deduction, eight fields parted by commas, quotes allowed; a first line of names may stand
//!   there, empty lines are skipped.
//! - `依頼番号` names the deduction. Month, prefecture and name are not read; office and amount must be those that went out
//!   (zeros that a spreadsheet has eaten from the front of the number are put back).
//! - `結果` is `1` (deducted) or `9` (could not be deducted); empty means that there is no result yet.
//! - `処理日` is the day in any of the ways of `web::typed::date`; not before the month of the file, not in the future.

use super::super::words;
use super::deductions::COLUMNS;
use crate::admin::fields;
use exchange::instant::Day;
use exchange::licence::PaymentOutcome;
use exchange::store::DeductionLine;
use exchange::usecases::licence::deductions::DeductionResult;
use std::collections::HashMap;
use web::typed;

/// What a file of results holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// Results that are new.
    pub(super) new: Vec<DeductionResult>,
    /// Lines whose result stands in the ledger already.
    pub(super) known: u64,
    /// Lines without a result.
    pub(super) without: u64,
    /// Wrong lines: number and words; 0 is the whole file.
    pub(super) wrong: Vec<(u64, String)>,
}

/// The file that went out, and the day that counts as today.
pub(super) struct Sent<'a> {
    pub(super) lines: &'a [DeductionLine],
    pub(super) month: Day,
    pub(super) today: Day,
    /// True when who reads it works with the payments; a federation asks who does.
    pub(super) may_record: bool,
}

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], sent: &Sent<'_>) -> Reading {
    let mut reading = Reading::default();
    let Some(text) = super::super::offices::reading::decoded(bytes) else {
        reading.add(0, "文字コードがUTF-8でもShift_JISでもないため、読めません。CSV（UTF-8）で保存し直してください。");
        return reading;
    };
    let asked: HashMap<String, &DeductionLine> =
        sent.lines.iter().map(|line| (line.request.to_string(), line)).collect();
    let (mut seen, mut any) = (HashMap::new(), false);
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1_u64..) {
        if line.trim().is_empty() || (at == 1 && line.contains(COLUMNS[4])) {
            continue;
        }
        any = true;
        match one(line, sent, &asked) {
            Ok((request, result)) => match seen.insert(request.clone(), at) {
                Some(before) => {
                    let what = format!("この依頼番号は{before}行目にもあります。どちらか一つにしてください。");
                    reading.add(at, &what);
                }
                None => reading.take(at, asked.get(&request).copied(), result, sent.may_record),
            },
            Err(what) => reading.add(at, &what),
        }
    }
    if !any {
        reading.add(0, "結果が1行もありません。差し引きのファイルに結果を書き込んで、選んでください。");
    }
    reading
}

impl Reading {
    fn add(&mut self, line: u64, text: &str) {
        self.wrong.push((line, text.to_owned()));
    }

    /// Sorts a right line by what stands in the ledger.
    fn take(&mut self, at: u64, line: Option<&DeductionLine>, result: Option<DeductionResult>, may_record: bool) {
        let told = line.and_then(|line| line.result);
        match (result, told) {
            (None, _) => self.without += 1,
            (Some(result), None) => self.new.push(result),
            (Some(result), Some((outcome, _))) if result.outcome == outcome => self.known += 1,
            (Some(_), Some((outcome, day))) => {
                let (day, said) = (words::day_in_words(day), said(outcome));
                let whom = if may_record {
                    "このファイルの結果が正しいときは、国保連合会に確かめてください。"
                } else {
                    "このファイルの結果が正しいときは、運営者に依頼してください。"
                };
                let what = format!(
                    "この依頼には、{day}に「{said}」という結果が記録されています。記録は変えられません。記録が正しいときは、この行を消してください。{whom}"
                );
                self.add(at, &what);
            }
        }
    }
}

fn said(outcome: PaymentOutcome) -> &'static str {
    match outcome {
        PaymentOutcome::Paid => "差し引いた",
        PaymentOutcome::Failed => "差し引けなかった",
    }
}

/// A line: its request, and its result if it has one.
fn one(
    line: &str,
    sent: &Sent<'_>,
    asked: &HashMap<String, &DeductionLine>,
) -> Result<(String, Option<DeductionResult>), String> {
    let [_, _, office, _, request, amount, outcome, day] = <[String; 8]>::try_from(fields(line)).map_err(|found| {
        format!("項目が{}個あります。受け取ったファイルと同じ8個の項目にしてください。", found.len())
    })?;
    let known = asked
        .get(&request)
        .ok_or("この依頼番号は、このファイルにありません。月と都道府県が同じファイルに書き込んでください。")?;
    let number = known.office.as_str();
    if !office.is_empty() && format!("{office:0>10}") != number {
        return Err(format!(
            "事業所番号が「{office}」です。この依頼番号の事業所は「{number}」です。受け取ったファイルのとおりに直してください。"
        ));
    }
    if typed::amount(&amount) != Some(known.amount) {
        return Err(format!(
            "金額が「{amount}」です。依頼した金額は{}です。違う金額を差し引いたときは、{}に連絡してください。",
            web::yen(known.amount.into()),
            if sent.may_record { "国保連合会" } else { "運営者" }
        ));
    }
    let outcome = match typed::half_width(&outcome).as_str() {
        "" => return Ok((request, None)),
        "1" => PaymentOutcome::Paid,
        "9" => PaymentOutcome::Failed,
        other => {
            return Err(format!("結果が「{other}」です。差し引いたときは1、差し引けなかったときは9を書いてください。"));
        }
    };
    let read = words::read_day(&day);
    let read = read.ok_or_else(|| format!("処理日が「{day}」です。2025-04-25 のように書いてください。"))?;
    if read < sent.month || read > sent.today {
        return Err(format!(
            "処理日が「{day}」です。{}から{}までの日付を書いてください。",
            words::day_in_words(sent.month),
            words::day_in_words(sent.today)
        ));
    }
    let result =
        DeductionResult { office: known.office, request: known.request, outcome, amount: known.amount, day: read };
    Ok((request, Some(result)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::id::LicenceEntryId;
    use exchange::instant::Instant;
    use standard::OfficeNumber;

    fn lines() -> Vec<DeductionLine> {
        let line = |number: u8, result| DeductionLine {
            request: LicenceEntryId::new(Instant::from_millis(1_000), [number; 10]),
            office: OfficeNumber::parse(&format!("01700000{number:02}")).unwrap(),
            name: format!("架空{number}"),
            amount: 21_000,
            result,
        };
        let told = Some((PaymentOutcome::Paid, Day::of(2025, 4, 20).unwrap()));
        vec![line(1, None), line(2, None), line(3, told), line(4, None)]
    }

    fn looked(text: &str, lines: &[DeductionLine]) -> Reading {
        let (month, today) = (Day::of(2025, 4, 1).unwrap(), Day::of(2025, 5, 2).unwrap());
        read(text.as_bytes(), &Sent { lines, month, today, may_record: false })
    }

    fn line(of: &DeductionLine, more: &str) -> String {
        format!("202504,01,{},\"{}\",{},21000,{more}\r\n", of.office, of.name, of.request)
    }

    #[test]
    fn what_went_out_comes_back_with_results() {
        let sent = lines();
        let text = format!(
            "\u{feff}{}\r\n{}{}{}{}\r\n",
            COLUMNS.join(","),
            line(&sent[0], "1,2025-04-25"),
            line(&sent[1], "９,20250430").replace("0170000002", "170000002").replace("21000", "\"21,000\""),
            line(&sent[2], "1,2025/4/20"),
            line(&sent[3], ","),
        );
        let reading = looked(&text, &sent);
        assert_eq!(reading.wrong, []);
        let seen: Vec<_> = reading.new.iter().map(|result| (result.request, result.outcome)).collect();
        assert_eq!(seen, [(sent[0].request, PaymentOutcome::Paid), (sent[1].request, PaymentOutcome::Failed)]);
        assert_eq!((reading.known, reading.without), (1, 1));
    }

    #[test]
    fn every_wrong_line_is_told_with_its_number_and_cure() {
        let sent = lines();
        let text = [
            line(&sent[0], "2,2025-04-25"),
            line(&sent[0], "1,きのう"),
            line(&sent[0], "1,2025-05-03"),
            line(&sent[0], "1,2025-03-31"),
            line(&sent[0], "1,2025-04-25").replace("21000", "20560"),
            line(&sent[0], "1,2025-04-25").replace("0170000001", "0170000009"),
            line(&sent[2], "9,2025-04-25"),
            "202504,01,x,1\r\n".to_owned(),
            "202504,01,0170000001,名,知らない番号,21000,1,2025-04-25\r\n".to_owned(),
            line(&sent[1], "1,2025-04-25"),
            line(&sent[1], "1,2025-04-25"),
        ];
        let reading = looked(&text.concat(), &sent);
        let numbers: Vec<u64> = reading.wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
        assert!(reading.wrong.iter().all(|(_, what)| what.ends_with("ください。")), "{:?}", reading.wrong);
        assert_eq!(looked("", &sent).wrong.len(), 1);
        assert_eq!(looked("依頼番号\r\n", &sent).wrong.len(), 1);
    }

    #[test]
    fn whom_to_ask_about_another_result_depends_on_who_works_with_payments() {
        let sent = lines();
        let (month, today) = (Day::of(2025, 4, 1).unwrap(), Day::of(2025, 5, 2).unwrap());
        let text = line(&sent[2], "9,2025-04-25");
        for (may_record, whom) in [(false, "運営者に依頼してください。"), (true, "国保連合会に確かめてください。")]
        {
            let reading = read(text.as_bytes(), &Sent { lines: &sent, month, today, may_record });
            assert!(reading.wrong[0].1.ends_with(whom), "{:?}", reading.wrong);
        }
    }
}
