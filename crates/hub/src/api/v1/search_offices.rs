//! Searching the directory.

use super::listing::limit;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use exchange::office::{OfficeEntry, OfficeState, Prefecture, SearchKey};
use exchange::usecases::office::search::{SearchInput, search};
use protocol::{Cursor, OfficeBody, OfficePage, OfficeQuery};
use standard::{OfficeNumber, ServiceType};

pub(super) async fn run(call: Call) -> Answer {
    let asked: OfficeQuery = call.query()?;
    let kana = asked.kana.as_deref().map(SearchKey::of);
    let input = input(&asked)?;
    let page = search(call.context(), call.caller()?, input).await?;
    // Name and kana are one key in the store; who gives both means both.
    let fits = |entry: &&OfficeEntry| {
        let kana = kana.as_ref().is_none_or(|kana| SearchKey::of(&entry.kana).as_str().contains(kana.as_str()));
        kana && asked.licensed.is_none_or(|licensed| licensed == entry.licensed)
    };
    let offices = page.entries.iter().filter(fits).map(body).collect();
    let next = page.next.map(|number| Cursor(number.to_string()));
    json(call.route.status, &OfficePage { offices, next })
}

fn input(asked: &OfficeQuery) -> Result<SearchInput, Refusal> {
    let prefecture = asked.prefecture.as_deref().map(|text| {
        let code = Some(text).filter(|text| text.len() == 2).and_then(|text| text.parse().ok());
        code.and_then(Prefecture::new).ok_or_else(|| Refusal::value("prefecture", "01から47までの2桁"))
    });
    let service = asked.service_type.as_deref();
    let service = service.map(|text| ServiceType::parse(text).map_err(|_| Refusal::value("serviceType", "2文字")));
    let after = asked.cursor.as_ref();
    let after = after.map(|text| OfficeNumber::parse(&text.0).map_err(|_| Refusal::value("cursor", "前の答えのまま")));
    Ok(SearchInput {
        number: asked.number.clone(),
        text: asked.name.clone().or_else(|| asked.kana.clone()),
        prefecture: prefecture.transpose()?,
        service: service.transpose()?,
        licensed_only: asked.licensed == Some(true),
        after: after.transpose()?,
        limit: limit(asked.limit)?,
    })
}

/// One office of the directory.
pub(super) fn body(entry: &OfficeEntry) -> OfficeBody {
    OfficeBody {
        number: entry.number.to_string(),
        name: entry.name.clone(),
        kana: entry.kana.clone(),
        prefecture: format!("{:02}", entry.prefecture.code()),
        service_types: entry.services.iter().map(ToString::to_string).collect(),
        licensed: entry.licensed && entry.state == OfficeState::Active,
    }
}
