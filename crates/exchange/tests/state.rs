//! The life of a transmission: the whole table, and that no sequence moves backwards (I6).

use exchange::transmission::{Change, Refusal, State, apply};
use proptest::prelude::*;

/// Every state × every change, written out: the table is the specification.
const TABLE: [(State, [Result<State, Refusal>; 6]); 7] = {
    use Refusal::*;
    use State::*;
    //           Fetch, Receive, Import, Reject, Withdraw, Expire
    [
        (Accepted, [Ok(Fetched), Err(NotFetched), Err(NotFetched), Err(NotFetched), Ok(Withdrawn), Ok(Expired)]),
        (Fetched, [Ok(Fetched), Ok(Received), Err(NotReceived), Err(NotReceived), Err(AlreadyFetched), Ok(Expired)]),
        (Received, [Ok(Received), Ok(Received), Ok(Imported), Ok(Rejected), Err(AlreadyFetched), Ok(Received)]),
        (Imported, [Ok(Imported), Ok(Imported), Ok(Imported), Err(AlreadyImported), Err(AlreadyFetched), Ok(Imported)]),
        (Rejected, [Ok(Rejected), Ok(Rejected), Err(AlreadyRejected), Ok(Rejected), Err(AlreadyFetched), Ok(Rejected)]),
        (
            Withdrawn,
            [
                Err(AlreadyWithdrawn),
                Err(AlreadyWithdrawn),
                Err(AlreadyWithdrawn),
                Err(AlreadyWithdrawn),
                Ok(Withdrawn),
                Ok(Withdrawn),
            ],
        ),
        (
            Expired,
            [
                Err(AlreadyExpired),
                Err(AlreadyExpired),
                Err(AlreadyExpired),
                Err(AlreadyExpired),
                Err(AlreadyExpired),
                Ok(Expired),
            ],
        ),
    ]
};

#[test]
fn i6_every_state_and_change_is_as_the_table_says() {
    for (state, row) in TABLE {
        for (change, expected) in Change::ALL.into_iter().zip(row) {
            assert_eq!(apply(state, change), expected, "{state:?} {change:?}");
        }
    }
}

#[test]
fn words_come_back() {
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), Some(state));
    }
    assert_eq!(State::parse("Accepted"), None);
}

proptest! {
    #[test]
    fn i6_no_sequence_of_changes_moves_backwards(changes in proptest::collection::vec(0..6_usize, 0..40)) {
        let mut state = State::Accepted;
        let mut fetched = false;
        for change in changes.into_iter().map(|at| Change::ALL[at]) {
            let Ok(next) = apply(state, change) else { continue };
            prop_assert!(next == state || next.rank() > state.rank(), "{:?} {:?} {:?}", state, change, next);
            fetched |= next == State::Fetched;
            prop_assert!(!(fetched && next == State::Withdrawn));
            prop_assert_eq!(apply(next, change), Ok(next), "a repeat changes nothing");
            state = next;
        }
    }
}
