//! Versions of the terms of use.

use crate::support::*;
use exchange::store::TermsVersion;

pub(crate) fn a_version_of_the_terms_is_published_once(place: &dyn Place) {
    let store = place.open();
    run(store.add_operator(super::operators::new("ito", 1), hub(START)));
    let (from, published_by) = (START.day_in_japan().next(), super::operators::id("ito"));
    let three =
        TermsVersion { version: 3, from, text: "# 第1条\n規約です。".to_owned(), published_by, at: START };
    assert!(run(store.publish_terms(three.clone(), hub(START))));
    let other = TermsVersion { text: "別の文".to_owned(), ..three.clone() };
    assert!(!run(store.publish_terms(other, hub(START))), "a version is never changed");
    let four = TermsVersion { version: 4, from: from.next(), ..three.clone() };
    assert!(run(store.publish_terms(four.clone(), hub(START))));
    assert_eq!(run(store.terms()), [four, three]);
}

pub(crate) fn terms_of_the_program_hold_from_the_first_day_they_were_there(place: &dyn Place) {
    let store = place.open();
    let today = START.day_in_japan();
    assert_eq!(run(store.built_in_terms()), []);
    run(store.begin_built_in_terms(2, today));
    run(store.begin_built_in_terms(2, today.plus(40)));
    run(store.begin_built_in_terms(3, today.plus(41)));
    assert_eq!(run(store.built_in_terms()), [(2, today), (3, today.plus(41))]);
}
