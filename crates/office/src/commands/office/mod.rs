//! `renkei office search`: finds an office in the directory.

use super::context::{AtHome, Done, wait_for, write_json};
use super::table::cell;
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use protocol::{ClosedOffice, ClosingQuery, OfficeBody, OfficeQuery};
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// What to do with the directory.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(override_help = HELP)]
    Search(Search),
}

#[derive(Debug, Args)]
struct Search {
    /// A number or parts of name or kana.
    #[arg(required = true, value_name = "言葉")]
    words: Vec<String>,
    /// Two digits.
    #[arg(long)]
    prefecture: Option<String>,
    /// Two characters.
    #[arg(long)]
    service_type: Option<String>,
    /// The result for other programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let Action::Search(search) = &arguments.action;
    let workplace = search.at.open(surroundings)?;
    let (offices, closed) = wait_for(async {
        let client = workplace.client().await?;
        let offices = find(search, &client).await?;
        let closed = closed(&offices, &client).await?;
        Ok((offices, closed))
    })?;
    for office in &offices {
        workplace.store.keep_recipient(office)?;
    }
    if search.json {
        write_json(&serde_json::json!({ "offices": offices }), terminal)?;
        return Ok(Exit::Clean);
    }
    if offices.is_empty() {
        writeln!(terminal.output, "見つかりませんでした。番号か、名前の一部、かなで探してください。")?;
        return Ok(Exit::Errors);
    }
    for office in &offices {
        let state = match closed.iter().find(|one| one.number == office.number) {
            Some(closed) => gone(closed),
            None if office.licensed => "利用中".to_owned(),
            None => "未利用（送れません）".to_owned(),
        };
        let types = office.service_types.join(",");
        let (name, types) = (cell(&office.name, 32), cell(&types, 11));
        writeln!(terminal.output, "{}  {name}  {types}  {state}", office.number)?;
    }
    Ok(Exit::Clean)
}

/// Which of those that cannot be sent to are closed, or will be.
async fn closed(offices: &[OfficeBody], client: &ExchangeClient) -> Done<Vec<ClosedOffice>> {
    let mut closed = Vec::new();
    for office in offices.iter().filter(|office| !office.licensed) {
        let query = ClosingQuery { office: Some(office.number.clone()) };
        closed.extend(client.closings(&query).await.map_err(|error| Refusal::from(&error))?.offices);
    }
    Ok(closed)
}

/// That it is closed, and who takes over.
fn gone(closed: &ClosedOffice) -> String {
    let day = closed.from.replace('-', "/");
    match &closed.successor {
        Some(next) => format!("{day}に廃止（引き継ぎ {} {}）", next.number, next.name),
        None => format!("{day}に廃止（送れません）"),
    }
}

/// By number when it looks like one, else by name, else by kana.
async fn find(search: &Search, client: &ExchangeClient) -> Done<Vec<OfficeBody>> {
    let words = search.words.join(" ");
    let base = OfficeQuery {
        prefecture: search.prefecture.clone(),
        service_type: search.service_type.clone(),
        ..OfficeQuery::default()
    };
    let queries =
        if words.bytes().all(|byte| byte.is_ascii_alphanumeric()) && words.bytes().any(|byte| byte.is_ascii_digit()) {
            vec![OfficeQuery { number: Some(words.to_ascii_uppercase()), ..base }]
        } else {
            vec![OfficeQuery { name: Some(words.clone()), ..base.clone() }, OfficeQuery { kana: Some(words), ..base }]
        };
    for query in &queries {
        let page = client.offices(query).await.map_err(|error| Refusal::from(&error))?;
        if !page.offices.is_empty() {
            return Ok(page.offices);
        }
    }
    Ok(Vec::new())
}
