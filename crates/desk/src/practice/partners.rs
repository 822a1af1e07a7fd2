//! The directory, in practice.

use super::Practice;
use crate::mailbox::{Answer, PAGE, Partner, PartnerBook, Partners};
use crate::trouble::Trouble;

impl Partners for Practice {
    fn search(&self, words: String) -> Answer<'_, Vec<Partner>> {
        self.answer(move |world| {
            let wanted: Vec<&str> = words.split_whitespace().collect();
            let fits = |office: &&Partner| {
                let places = [office.number.as_str(), &office.name, &office.kana, &office.place];
                let services = office.services.iter().map(String::as_str);
                let places: Vec<&str> = places.into_iter().chain(services).collect();
                wanted.iter().all(|word| places.iter().any(|place| place.contains(word)))
            };
            Ok(world.offices.iter().filter(fits).take(PAGE).cloned().collect())
        })
    }

    fn book(&self) -> Answer<'_, PartnerBook> {
        self.answer(|world| {
            let recent = world.recent.iter().filter_map(|number| world.partner(number)).take(5).collect();
            let mut favourites: Vec<Partner> =
                world.offices.iter().filter(|office| office.favourite).cloned().collect();
            favourites.sort_by(|one, other| one.kana.cmp(&other.kana));
            Ok(PartnerBook { favourites, recent })
        })
    }

    fn partner(&self, number: String) -> Answer<'_, Option<Partner>> {
        self.answer(move |world| Ok(world.partner(&number)))
    }

    fn favour(&self, number: String, favourite: bool) -> Answer<'_, ()> {
        self.answer(move |world| {
            let office = world.offices.iter_mut().find(|office| office.number == number);
            office.ok_or_else(|| Trouble::missing("事業所"))?.favourite = favourite;
            Ok(())
        })
    }
}
