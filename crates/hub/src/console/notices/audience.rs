//! For whom a notice is: read from what was typed, and named so that an operator sees whom it reaches.

use super::super::{Console, unanswered, words};
use super::write::Input;
use exchange::notice::Audience;
use exchange::office::{OfficeRecord, OfficeState};
use standard::data::standard;
use standard::{OfficeNumber, ServiceType};
use std::collections::BTreeSet;
use web::{FieldErrors, Trouble, count};

/// Most offices that a notice can name.
const MOST_NAMED: usize = 200;
/// Most faults that are told of one field.
const MOST_TOLD: usize = 5;
/// Those who write the plans: the standard's list of services has only those who give them.
const PLANNERS: [(&str, &str); 2] = [("43", "居宅介護支援"), ("46", "介護予防支援")];

/// Whom a notice reaches.
pub(super) struct Reach {
    /// All, licensed, kinds of service, or so many offices.
    pub who: String,
    /// How many offices that are.
    pub count: String,
    /// The offices that it names: number, name, and a word when one is stopped or closed.
    pub named: Vec<Named>,
}

/// An office that a notice names.
pub(super) struct Named {
    pub number: String,
    pub name: String,
    pub stopped: Option<&'static str>,
}

/// The audience that was chosen. Each fault is told by the number or code that has it.
pub(super) async fn read(
    console: &Console,
    input: &Input,
    errors: &mut FieldErrors,
) -> Result<Option<Audience>, Trouble> {
    let named = parts(&input.named);
    let audience = match input.audience.as_str() {
        "all" => unnamed(&named, errors, "すべての事業所", Audience::All),
        "licensed" => unnamed(&named, errors, "ライセンスのある事業所", Audience::Licensed),
        "services" => services(&named, errors),
        "offices" => offices(console, &named, errors).await?,
        _ => {
            errors.add("audience", "だれに知らせるかを選んでください。");
            None
        }
    };
    let Some(audience) = audience else { return Ok(None) };
    if size(console, &audience).await? == 0 {
        errors.add("audience", "この選び方に当てはまる事業所が、いまはありません。選び方を変えてください。");
        return Ok(None);
    }
    Ok(Some(audience))
}

/// Whom an audience reaches today, each office by its name.
pub(super) async fn reach(console: &Console, audience: &Audience) -> Result<Reach, Trouble> {
    let mut named = Vec::new();
    if let Audience::Offices(offices) = audience {
        for number in offices {
            let found = office(console, *number).await?;
            let stopped = found.as_ref().filter(|found| found.state != OfficeState::Active);
            named.push(Named {
                number: number.as_str().to_owned(),
                stopped: stopped.map(|found| words::state(found.state).1),
                name: found.map(|found| found.office.name).unwrap_or_default(),
            });
        }
    }
    Ok(Reach { who: brief(console, audience).await?, count: count(size(console, audience).await?), named })
}

/// An audience in one line.
pub(super) async fn brief(console: &Console, audience: &Audience) -> Result<String, Trouble> {
    Ok(match audience {
        Audience::All => "すべての事業所".to_owned(),
        Audience::Licensed => "ライセンスのある事業所".to_owned(),
        Audience::Services(services) => {
            let named = services.iter().map(|service| {
                let code = service.as_str();
                format!("{code} {}", service_name(code).unwrap_or_default())
            });
            named.collect::<Vec<_>>().join("、")
        }
        Audience::Offices(offices) => match offices.as_slice() {
            [] => String::new(),
            [first, rest @ ..] => {
                let name = office(console, *first).await?.map(|found| found.office.name).unwrap_or_default();
                let more =
                    if rest.is_empty() { String::new() } else { format!("　ほか{}件", count(rest.len() as u64)) };
                format!("{} {name}{more}", first.as_str())
            }
        },
    })
}

/// The field's text for an audience, to write a notice from another.
pub(super) fn typed(audience: &Audience) -> (&'static str, String) {
    let join = |parts: Vec<&str>| parts.join(" ");
    match audience {
        Audience::All => ("all", String::new()),
        Audience::Licensed => ("licensed", String::new()),
        Audience::Services(services) => ("services", join(services.iter().map(ServiceType::as_str).collect())),
        Audience::Offices(offices) => ("offices", join(offices.iter().map(OfficeNumber::as_str).collect())),
    }
}

/// Numbers or codes as they were typed: full width, commas, lines.
fn parts(typed: &str) -> Vec<String> {
    let typed = web::typed::half_width(typed).to_ascii_uppercase();
    let cuts = |sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '、' | '，' | '。' | '・' | '/');
    typed.split(cuts).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn unnamed(named: &[String], errors: &mut FieldErrors, whom: &str, audience: Audience) -> Option<Audience> {
    if named.is_empty() {
        return Some(audience);
    }
    errors.add(
        "named",
        format!(
            "「だれに」が「{whom}」なのに、番号またはコードが入力されています。入力した事業所だけに知らせるときは、「だれに」で「番号で選んだ事業所」か「サービス種類で選んだ事業所」を選んでください。{whom}に知らせるときは、この欄を空にしてください。"
        ),
    );
    None
}

fn services(named: &[String], errors: &mut FieldErrors) -> Option<Audience> {
    let (mut found, mut wrong) = (BTreeSet::new(), Vec::new());
    for code in named {
        match ServiceType::parse(code).ok().filter(|_| service_name(code).is_some()) {
            Some(service) => {
                found.insert(service);
            }
            None if OfficeNumber::parse(code).is_ok() => {
                wrong.push(format!("{code}は事業所番号です。「だれに」で「番号で選んだ事業所」を選んでください。"));
            }
            None => wrong.push(format!("「{code}」というサービス種類はありません。")),
        }
    }
    if named.is_empty() {
        wrong.push("サービス種類コード（2文字）を、空白で区切って入力してください。".to_owned());
    }
    told(&wrong, errors).then(|| Audience::Services(found.into_iter().collect()))
}

async fn offices(console: &Console, named: &[String], errors: &mut FieldErrors) -> Result<Option<Audience>, Trouble> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    if named.is_empty() || named.len() > MOST_NAMED {
        wrong.push("事業所番号（10文字）を、空白で区切って、200件までで入力してください。".to_owned());
        told(&wrong, errors);
        return Ok(None);
    }
    for text in named {
        let Ok(number) = OfficeNumber::parse(text) else {
            wrong.push(format!("「{text}」は事業所番号（10文字）ではありません。"));
            continue;
        };
        match office(console, number).await?.map(|office| office.state) {
            None => wrong.push(format!("{text}の事業所は、登録されていません。")),
            Some(OfficeState::Closed { successor: None, .. }) => {
                wrong.push(format!("{text}の事業所は、廃止されています。"));
            }
            Some(OfficeState::Closed { successor: Some(next), .. }) => {
                wrong.push(format!("{text}の事業所は、{}に統合されています。", next.as_str()));
            }
            Some(_) if found.contains(&number) => {}
            Some(_) => found.push(number),
        }
    }
    Ok(told(&wrong, errors).then_some(Audience::Offices(found)))
}

/// Tells the first faults; true when there is none.
fn told(wrong: &[String], errors: &mut FieldErrors) -> bool {
    let more = wrong.len().saturating_sub(MOST_TOLD);
    let mut text = wrong.iter().take(MOST_TOLD).map(String::as_str).collect::<String>();
    if more > 0 {
        text.push_str(&format!("ほかに{more}件あります。"));
    }
    if !wrong.is_empty() {
        errors.add("named", text);
    }
    wrong.is_empty()
}

fn service_name(code: &str) -> Option<&'static str> {
    let planner = PLANNERS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name);
    planner.or_else(|| standard().service_type(code.as_bytes()).map(|entry| entry.name))
}

async fn size(console: &Console, audience: &Audience) -> Result<u64, Trouble> {
    let today = console.hub.now().day_in_japan();
    console.hub.store.audience_size(audience.clone(), today).await.map_err(unanswered)
}

async fn office(console: &Console, number: OfficeNumber) -> Result<Option<OfficeRecord>, Trouble> {
    console.hub.store.office(number).await.map_err(unanswered)
}
