//! The directory, favourites, those used last.

use super::*;
use desk::mailbox::{PartnerState, Partners as _};

#[test]
fn offices_are_found_by_what_a_person_types_and_known_ones_with_the_hub_away() {
    let (live, a, _b) = Live::two();
    let search = |words: &str| live.wait(a.post.search(words.to_owned())).unwrap();
    for typed in
        ["1370000002", "13700", "１３７０００", "架空事業所1370000002", "かくうじぎょうしょ", "東京", "架空 東京"]
    {
        let found = search(typed);
        assert_eq!(found.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), [B], "{typed}");
    }
    assert!(search("大阪").is_empty() && search("いない事業所").is_empty());
    let found = search(B).remove(0);
    assert_eq!((found.state, found.first_time, found.favourite), (PartnerState::Active, true, false));
    live.wait(a.post.favour(B.to_owned(), true)).unwrap();
    live.sent(&a, "K2");
    let book = live.wait(a.post.book()).unwrap();
    assert_eq!((book.favourites[0].number.as_str(), book.recent[0].number.as_str()), (B, B));
    assert!(book.favourites[0].favourite && !book.recent[0].first_time);
    assert_eq!(live.wait(a.post.partner("9999999999".to_owned())).unwrap(), None);

    live.set_online(false);
    assert_eq!(search("かくう").len(), 1, "this PC knows it");
    assert_eq!(live.wait(a.post.partner(B.to_owned())).unwrap().unwrap().number, B);
    assert_kind(&live.wait(a.post.partner("9999999999".to_owned())).unwrap_err(), TroubleKind::Away);
    // The files name an office that this PC knows: the recipient is set without the hub.
    assert_eq!(live.ready(&a, "K1", "").to.unwrap().number, B);
}
