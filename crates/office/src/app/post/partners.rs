//! The directory as the pages search it, favourites, and those used last.

use super::directory::PATIENCE;
use super::words::{prefecture, prefecture_called, service, services_called};
use super::{Post, Seat};
use crate::catalogue::fold;
use crate::refusal::Refusal;
use desk::Trouble;
use desk::mailbox::{Answer, PAGE, Partner, PartnerBook, Partners};
use protocol::{OfficeBody, OfficeQuery};
use std::collections::HashSet;

/// Those used last that are offered.
const RECENT: u32 = 5;
/// A kind of service may have so many codes; more are not asked for.
const MOST_CODES: usize = 4;
/// Most entries of a page of the directory.
const DIRECTORY_PAGE: u16 = 100;

impl Partners for Post {
    fn search(&self, words: String) -> Answer<'_, Vec<Partner>> {
        self.ask(move |seat| seat.search(&words))
    }

    fn book(&self) -> Answer<'_, PartnerBook> {
        self.ask(|seat| {
            let numbers = |all: Vec<crate::store::Partner>| all.into_iter().map(|one| one.number);
            let favourites = numbers(seat.place.store.favourites()?).map(|number| seat.known(&number));
            let recent = numbers(seat.place.store.recent_partners(RECENT)?).map(|number| seat.known(&number));
            Ok(PartnerBook {
                favourites: favourites.collect::<Result<_, _>>()?,
                recent: recent.collect::<Result<_, _>>()?,
            })
        })
    }

    fn partner(&self, number: String) -> Answer<'_, Option<Partner>> {
        self.ask(move |seat| seat.look_up(&number))
    }

    fn favour(&self, number: String, favourite: bool) -> Answer<'_, ()> {
        self.ask(move |seat| Ok(seat.place.store.favour(&number, favourite)?))
    }
}

impl Seat {
    fn search(&mut self, words: &str) -> Result<Vec<Partner>, Trouble> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let queries = queries(&words);
        let found = if queries.is_empty() { Ok(Vec::new()) } else { self.ask_directory(&queries) };
        let found = match found {
            Ok(found) if !words.is_empty() => found,
            // With the hub away, and before anything is typed: those that this PC knows.
            _ => self.place.store.recipients()?,
        };
        let own = self.place.settings.office.clone();
        let mut seen = HashSet::new();
        let fitting = found
            .iter()
            .filter(|office| office.number != own && fits(office, &words) && seen.insert(office.number.clone()));
        fitting.take(PAGE).map(|office| Ok(self.partner_of(office)?)).collect()
    }

    fn ask_directory(&mut self, queries: &[OfficeQuery]) -> Result<Vec<OfficeBody>, Refusal> {
        self.wait(PATIENCE, async |place| {
            let client = place.client().await?;
            let mut found = Vec::new();
            for query in queries {
                found.extend(client.offices(query).await.map_err(|error| Refusal::from(&error))?.offices);
            }
            for office in &found {
                place.store.keep_recipient(office)?;
            }
            Ok(found)
        })
    }
}

/// What is asked of the hub: the words as number, place and kind of service, and all of them as parts of the name. What is
/// too much in the answers is left out here.
fn queries(words: &[&str]) -> Vec<OfficeQuery> {
    let base = OfficeQuery { limit: Some(DIRECTORY_PAGE), ..OfficeQuery::default() };
    let (mut read, mut codes, mut rest) = (base.clone(), Vec::new(), Vec::new());
    for word in words {
        let plain = fold(word).replace('-', "").to_uppercase();
        let called = services_called(word);
        if is_number(&plain) && read.number.is_none() {
            read.number = Some(plain);
        } else if let Some(code) = prefecture_called(word) {
            read.prefecture = Some(code);
        } else if !called.is_empty() && codes.is_empty() {
            codes = called;
        } else {
            rest.push(*word);
        }
    }
    read.name = longest(&rest);
    let mut all: Vec<OfficeQuery> = codes
        .iter()
        .take(MOST_CODES)
        .map(|code| OfficeQuery { service_type: Some((*code).to_owned()), ..read.clone() })
        .collect();
    if codes.is_empty() && read != base {
        all.push(read);
    }
    let plain = OfficeQuery { name: longest(words), ..base.clone() };
    if plain != base && !all.contains(&plain) {
        all.push(plain);
    }
    all
}

fn is_number(word: &str) -> bool {
    word.len() >= 2
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

fn longest(words: &[&str]) -> Option<String> {
    words.iter().max_by_key(|word| word.chars().count()).map(|word| (*word).to_owned())
}

/// Every word stands in the number, the name, the kana, the place, or is a kind of service.
fn fits(office: &OfficeBody, words: &[&str]) -> bool {
    let texts = [office.name.as_str(), &office.kana, prefecture(&office.prefecture)].map(fold);
    let services: Vec<String> = office.service_types.iter().map(|code| fold(&service(code))).collect();
    words.iter().all(|word| {
        let folded = fold(word);
        let number = folded.replace('-', "").to_uppercase();
        office.number.starts_with(&number) || texts.iter().chain(&services).any(|text| text.contains(&folded))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_number_place_service_and_name() {
        let asked = queries(&["１３７", "東京", "訪問介護", "さくら"]);
        let read = &asked[0];
        assert_eq!(read.number.as_deref(), Some("137"));
        assert_eq!(read.prefecture.as_deref(), Some("13"));
        assert_eq!(read.service_type.as_deref(), Some("11"));
        assert_eq!(read.name.as_deref(), Some("さくら"));
        assert_eq!(asked.last().unwrap().name.as_deref(), Some("訪問介護"));
        assert!(queries(&[]).is_empty());
        assert_eq!(queries(&["さくら"]).len(), 1);
    }

    #[test]
    fn an_office_fits_by_any_of_its_facts() {
        let office = OfficeBody {
            number: "1370000002".to_owned(),
            name: "あおば訪問介護".to_owned(),
            kana: "アオバホウモンカイゴ".to_owned(),
            prefecture: "13".to_owned(),
            service_types: vec!["11".to_owned()],
            licensed: true,
        };
        for words in [&["13700"][..], &["あおば", "東京"], &["ｱｵﾊﾞ"], &["訪問介護"], &[]] {
            assert!(fits(&office, words), "{words:?}");
        }
        assert!(!fits(&office, &["あおば", "大阪"]));
    }
}
