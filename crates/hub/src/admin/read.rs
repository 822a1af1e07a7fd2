//! Reads what commands hand in, or says in words what is wrong with it.

use super::question::NewOfficeLine;
use exchange::instant::Day;
use exchange::office::{NewOffice, PostAddress, PostAddressError, Prefecture};
use standard::{OfficeNumber, ServiceType};
use web::typed;

/// An office number.
pub(super) fn number(text: &str) -> Result<OfficeNumber, Vec<String>> {
    OfficeNumber::parse(text)
        .map_err(|_| vec![format!("{text} は事業所番号ではありません。半角の数字と英大文字10文字で書いてください。")])
}

/// A day, in any of the ways in which people write one.
pub(super) fn day(text: &str) -> Option<Day> {
    let (year, month, day) = typed::date(text)?;
    Day::of(year, month, day)
}

/// A line of a directory.
pub(crate) fn read_office(line: &NewOfficeLine) -> Result<NewOffice, String> {
    let number = OfficeNumber::parse(&line.number)
        .map_err(|_| format!("事業所番号「{}」が正しくありません。半角の数字と英大文字10文字です", line.number))?;
    let usable = |text: &str| (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if !usable(&line.name) || !usable(&line.kana) {
        return Err("名称またはカナが空か、長すぎます".to_owned());
    }
    let prefecture = line.prefecture.parse().ok().and_then(Prefecture::new);
    let prefecture =
        prefecture.ok_or_else(|| format!("都道府県コード「{}」が01から47までの数ではありません", line.prefecture))?;
    let services = line.services.iter().map(|text| {
        let service = ServiceType::parse(text)
            .map_err(|_| format!("サービス種類コード「{text}」が2文字の半角英数字ではありません"))?;
        // Who makes plans stands in no line of a plan, so the standard's table does not have them.
        let is_known = service.is_planner() || standard::data::standard().service_type(text.as_bytes()).is_some();
        is_known.then_some(service).ok_or_else(|| {
            format!("サービス種類コード「{text}」は、標準にありません。使えるコードは、{}です", kinds_of_service())
        })
    });
    let services = services.collect::<Result<Vec<_>, _>>()?;
    if services.is_empty() {
        return Err("サービス種類コードがありません".to_owned());
    }
    Ok(NewOffice { number, name: line.name.clone(), kana: line.kana.clone(), prefecture, services, post: None })
}

/// The kinds of who makes plans ([`ServiceType::is_planner`]).
const PLANNERS: [&str; 3] = ["43", "46", "AF"];

/// Every code of a kind of service, in their order.
pub(crate) fn kinds_of_service() -> String {
    let provided = standard::data::standard().service_types.iter().map(|entry| entry.code);
    let codes: std::collections::BTreeSet<&str> = provided.chain(PLANNERS).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// Where letters go: the two further fields of a line, both empty when it is not told.
pub(crate) fn read_post(postcode: &str, address: &str) -> Result<Option<PostAddress>, String> {
    if postcode.trim().is_empty() && address.trim().is_empty() {
        return Ok(None);
    }
    PostAddress::parse(postcode, address).map(Some).map_err(|error| match error {
        PostAddressError::Postcode => format!("郵便番号「{postcode}」が7桁の数ではありません"),
        PostAddressError::Address => "住所が空か、200文字より長いか、使えない文字があります".to_owned(),
    })
}

/// The fields of one line; quotes may enclose a field, and stand twice inside it.
pub(crate) fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field).trim().to_owned()),
            other => field.push(other),
        }
    }
    fields.push(field.trim().to_owned());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in ["2025-04-01", "2025/4/1", "令和7年4月1日", "R7.4.1"] {
            assert_eq!(day(text), Day::of(2025, 4, 1), "{text}");
        }
        for text in ["", "2025-04", "2025-02-30", "あした"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
