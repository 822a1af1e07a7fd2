//! Closing an office for good, with or without another that takes over: first what hangs on it, then both names and what
//! happens, and only then the button.

use super::super::gate::Caller;
use super::super::typed::{day_in_field, plain_day};
use super::super::{Console, unanswered, words};
use super::freeze::why;
use super::office::{Facts, facts};
use super::{address, reached};
use crate::closings;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::office::{ClosingFacts, OfficeRecord, OfficeState, READING_DAYS, reads_until};
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::ClosingPlan;
use exchange::typed::plain;
use exchange::usecases::office::close::{CloseError, close, consider, ledger_after};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show, yen};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    successor: String,
    from: String,
    reason: String,
    told: String,
    typed: String,
}

/// What hangs on the office, in words.
struct Hanging {
    counts: ClosingFacts,
    /// The last day of the licence that runs.
    licence: Option<String>,
    /// What is open, in yen; none when nothing is.
    open: Option<String>,
    /// What of it falls away, because no day of it is used.
    falls_away: Option<String>,
    /// What is to be given back then, because it is paid and not used.
    give_back: Option<String>,
}

/// What will happen, for the second page.
struct Sure {
    successor: Option<(String, String)>,
    /// What is unusual about who takes over.
    unusual: Vec<String>,
    day: String,
    is_now: bool,
    reads_until: String,
}

#[derive(Template)]
#[template(path = "console/close.html")]
struct ClosePage {
    page: Page,
    facts: Facts,
    hanging: Hanging,
    /// What the page before found right; then the page asks for the last time.
    sure: Option<Sure>,
    /// An office that may be meant instead: its number, and the label of the button.
    offered: Option<(String, String)>,
    days: i64,
    input: Input,
    errors: FieldErrors,
}

/// The page as it was asked for, and what is to be shown on it.
struct Asking<'a> {
    console: &'a Console,
    caller: &'a OperatorCaller,
    record: &'a OfficeRecord,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    let asking = Asking { console: &console, caller: &caller, record: &record };
    let from = day_in_field(console.hub.now().day_in_japan());
    asking.first(&visit, visit.typed().unwrap_or(Input { from, ..Input::default() }), FieldErrors::none(), None).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    let number = record.office.number;
    let asking = Asking { console: &console, caller: &caller, record: &record };
    let verb = form.press.verb();
    if !matches!(verb, "look" | "again" | "close") {
        return Ok(Done::to(address(number)).into_response());
    }
    let (mut input, mut errors) = (form.input.clone(), FieldErrors::none());
    let plan = plan(number, &mut input, &mut errors);
    let Some(plan) = plan.filter(|_| verb != "again") else {
        return asking.first(form.visit(), input, errors, None).await;
    };
    let context = console.hub.context(console.hub.now());
    let about = match consider(context, &plan).await {
        Ok(about) => about,
        Err(error) => return asking.refused(form.visit(), input, error).await,
    };
    let typed = plain(&input.typed);
    if verb == "look" || typed != number.as_str() {
        if verb == "close" {
            errors.add("typed", wrong_number(&typed, number));
        }
        let today = console.hub.now().day_in_japan();
        let reading = if plan.from > today { plan.from.begins() } else { console.hub.now() };
        let next = about.successor.as_ref().map(|(number, _)| *number);
        let sure = Sure {
            unusual: asking.unusual(next).await?,
            successor: about.successor.map(|(number, name)| (number.to_string(), name)),
            day: closings::day(plan.from),
            is_now: plan.from <= today,
            reads_until: closings::last_day(reads_until(reading)),
        };
        return asking.show(form.visit(), input, errors, Some(sure), None).await;
    }
    let visit = form.visit().clone();
    let (is_now, day) = (plan.from <= console.hub.now().day_in_japan(), closings::day(plan.from));
    form.once(async move {
        let asking = Asking { console: &console, caller: &caller, record: &record };
        let context = console.hub.context(console.hub.now());
        match close(context, caller.actor(), plan, &console.hub.closing_words()).await {
            Ok(()) => {
                let say = if is_now {
                    Flash::done("廃止しました。この事業所と、やりとりのある事業所に知らせました。")
                } else {
                    Flash::done(format!(
                        "{day}に廃止する予定を登録しました。この事業所と、やりとりのある事業所に知らせました。"
                    ))
                };
                Ok(Done::to(address(number)).say(say).into())
            }
            Err(CloseError::NotPossible) => {
                let say = Flash::info("この事業所は、すでに廃止または統合されています。");
                Ok(Done::to(address(number)).say(say).into())
            }
            Err(error) => asking.refused(&visit, input, error).await.map(Outcome::Again),
        }
    })
    .await
}

fn wrong_number(typed: &str, number: OfficeNumber) -> String {
    let what = match typed {
        "" => "番号が入力されていません。".to_owned(),
        typed => format!("入力された番号（{typed}）は、廃止する事業所の番号（{number}）と違います。"),
    };
    format!("{what}確かめるため、廃止する事業所の番号を入力してください。")
}

/// Reads what was typed; full-width signs are meant as the others.
fn plan(office: OfficeNumber, input: &mut Input, errors: &mut FieldErrors) -> Option<ClosingPlan> {
    input.successor = plain(&input.successor);
    let successor = match input.successor.as_str() {
        "" => None,
        text => OfficeNumber::parse(text).ok().or_else(|| {
            errors.add(
                "successor",
                "統合先の事業所番号は10文字です。書類の番号を確かめてください。統合先がないときは、空のままにしてください。",
            );
            None
        }),
    };
    let from = words::read_day(&plain_day(&input.from));
    if from.is_none() {
        errors.add("from", "廃止する日を、2026-12-01 のように入力してください。");
    }
    let (why, missing) = why(&input.reason, &input.told, "廃止する理由を、400文字までで入力してください。");
    missing.iter().for_each(|missing| errors.add(missing.field, missing.text.clone()));
    let from = from.filter(|_| errors.is_empty())?;
    Some(ClosingPlan { office, successor, from, why })
}

impl Asking<'_> {
    /// The first page with what the decision was refused for.
    async fn refused(&self, visit: &Visit, input: Input, error: CloseError) -> Shown {
        let mut errors = FieldErrors::none();
        let mut offered = None;
        match error {
            CloseError::Store(error) => return Err(unanswered(error)),
            CloseError::NotPossible => {
                return Err(Trouble::not_allowed(
                    "この事業所は、すでに廃止または統合されています。",
                    "事業所の画面で状態を確かめてください。",
                ));
            }
            CloseError::SuccessorItself => {
                errors.add("successor", "廃止する事業所そのものの番号です。引き継ぐ事業所の番号を入力してください。");
            }
            CloseError::SuccessorUnknown => errors.add(
                "successor",
                "この番号の事業所は登録されていません。番号を確かめるか、統合先を先に登録してください。",
            ),
            CloseError::SuccessorClosed(closed) => {
                let day = closings::day(closed.from);
                let what = format!("{}（{}）は、{day}に廃止", closed.name, closed.office);
                let said = match &closed.successor {
                    Some(next) if next.0 != self.record.office.number => {
                        offered = Some((next.0.to_string(), format!("{}を統合先にする", closings::named(next))));
                        format!(
                            "{what}され、{}が引き継いでいます。下のボタンで、この番号にできます。",
                            closings::named(next)
                        )
                    }
                    _ => format!("{what}されるため、統合先にできません。いまある事業所の番号を入力してください。"),
                };
                errors.add("successor", said);
            }
            CloseError::PastDay => {
                errors.add("from", "過ぎた日にはできません。今日か、これからの日を入力してください。");
            }
            CloseError::NoReason => errors.add("reason", "廃止する理由を、400文字までで入力してください。"),
        }
        self.first(visit, input, errors, offered).await
    }

    async fn first(
        &self,
        visit: &Visit,
        input: Input,
        errors: FieldErrors,
        offered: Option<(String, String)>,
    ) -> Shown {
        self.show(visit, input, errors, None, offered).await
    }

    async fn show(
        &self,
        visit: &Visit,
        input: Input,
        errors: FieldErrors,
        sure: Option<Sure>,
        offered: Option<(String, String)>,
    ) -> Shown {
        if self.record.state.is_closed() {
            return Err(Trouble::not_allowed(
                "この事業所は、すでに廃止または統合されています。",
                "事業所の画面で状態を確かめてください。",
            ));
        }
        let hanging = self.hanging().await?;
        show(&ClosePage {
            page: visit.page(self.console.frame("offices", self.caller).await?),
            facts: facts(self.record),
            hanging,
            sure,
            offered,
            days: READING_DAYS,
            input,
            errors,
        })
    }

    /// What is unusual about who takes over: such an office is often another than was meant.
    async fn unusual(&self, next: Option<OfficeNumber>) -> Result<Vec<String>, Trouble> {
        let (store, today) = (&self.console.hub.store, self.console.hub.now().day_in_japan());
        let Some(number) = next else { return Ok(Vec::new()) };
        let Some(next) = store.office(number).await.map_err(unanswered)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        if next.state == OfficeState::Frozen {
            found.push(
                "引き継ぐ事業所は、いま利用を停止しています。再開するまで、送られたものを受け取れません。".to_owned(),
            );
        }
        if store.ledger(number).await.map_err(unanswered)?.covered_until(today).is_none() {
            found.push("引き継ぐ事業所には、いま有効なライセンスがありません。".to_owned());
        }
        if next.office.prefecture != self.record.office.prefecture {
            let of = words::prefecture(next.office.prefecture);
            found.push(format!("引き継ぐ事業所は、別の都道府県（{of}）にあります。"));
        }
        Ok(found)
    }

    async fn hanging(&self) -> Result<Hanging, Trouble> {
        let (store, at) = (&self.console.hub.store, self.console.hub.now());
        let (office, today) = (self.record.office.number, at.day_in_japan());
        let counts = store.closing_facts(office, at).await.map_err(unanswered)?;
        let ledger = store.ledger(office).await.map_err(unanswered)?;
        let charges = ledger.charges();
        let sum = |unused: bool| -> i64 {
            let those = charges.iter().filter(|charge| charge.open > 0 && (!unused || charge.first >= today));
            those.map(|charge| charge.open).sum()
        };
        let shown = |sum: i64| (sum > 0).then(|| yen(sum.unsigned_abs()));
        let licence = ledger.covered_until(today).map(closings::day);
        let after = ledger_after(self.console.hub.context(at), office, &ledger).charges();
        let give_back = shown(after.iter().map(|charge| (-charge.open).max(0)).sum());
        Ok(Hanging { counts, licence, open: shown(sum(false)), falls_away: shown(sum(true)), give_back })
    }
}
