//! When to turn to the hub again after a failure: later each time, and at an instant of one's own, so that the offices of
//! a whole country do not come back at once (R23).

/// First wait after a failure, in seconds, before it is spread.
const FIRST: u64 = 30;
/// Longest wait of something that is to be sent, in seconds.
pub(crate) const SENDING: u64 = 30 * 60;
/// Longest wait of a program that looks for arrivals, in seconds.
pub(crate) const LOOKING: u64 = 5 * 60;

/// Seconds to wait after so many failures in a row (from 1). It doubles with each up to `longest`, and is spread evenly
/// between half and one and a half of that by `chance`, which is a random number.
pub(crate) fn wait(failures: u32, longest: u64, chance: u16) -> u64 {
    let doublings = failures.saturating_sub(1).min(10);
    let whole = FIRST.saturating_mul(1 << doublings).min(longest);
    whole / 2 + whole * u64::from(chance) / u64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LOOKING, SENDING, wait};
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;

    const CLIENTS: usize = 20_000;
    /// Between two looks of `renkei watch`, in seconds.
    const LOOK: u64 = 2;

    #[test]
    fn r23_waits_double_up_to_the_longest_and_are_spread() {
        for longest in [LOOKING, SENDING] {
            for failures in 0..40 {
                let whole = (FIRST << failures.clamp(1, 11) >> 1).min(longest);
                assert_eq!(wait(failures, longest, 0), whole / 2);
                assert_eq!(wait(failures, longest, u16::MAX), whole / 2 + whole);
            }
        }
    }

    /// SplitMix64: the same clients on every run.
    struct Chance(u64);

    impl Chance {
        fn next(&mut self) -> u16 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            u16::try_from((mixed ^ (mixed >> 31)) & 0xffff).unwrap_or(0)
        }
    }

    /// What an outage does to the hub.
    struct Seen {
        /// Most attempts in a second while it is away, after the first look of each client.
        during: usize,
        /// Most clients that come back in the same second.
        after: usize,
        /// When the last client is back, in seconds after the hub.
        last: u64,
    }

    /// All clients look every two seconds; the hub is away from second 0 for `outage` seconds. Time is a number.
    fn outage(outage: u64, longest: u64, mut chance: impl FnMut() -> u16, phase: impl Fn(usize) -> u64) -> Seen {
        let mut next: BinaryHeap<Reverse<(u64, u32)>> =
            (0..CLIENTS).map(|client| Reverse((phase(client), 0))).collect();
        let (mut during, mut after) = (vec![0_usize; outage as usize], vec![0_usize; 2 * longest as usize + 60]);
        let mut last = 0;
        while let Some(Reverse((at, failures))) = next.pop() {
            match at.checked_sub(outage) {
                None => {
                    if failures > 0 {
                        during[at as usize] += 1;
                    }
                    next.push(Reverse((at + wait(failures + 1, longest, chance()), failures + 1)));
                }
                Some(since) => {
                    after[since as usize] += 1;
                    last = last.max(since);
                }
            }
        }
        assert_eq!(after.iter().sum::<usize>(), CLIENTS, "every client comes back");
        let most = |counts: &[usize]| counts.iter().copied().max().unwrap_or(0);
        Seen { during: most(&during), after: most(&after), last }
    }

    /// From a restart to a long repair, in seconds.
    const OUTAGES: [u64; 4] = [45, 120, 600, 3_600];
    /// The hub takes 3,000 transmissions a second; a client that comes back costs a handshake and a question.
    const BOUND: usize = 1_000;

    #[test]
    fn r23_twenty_thousand_clients_do_not_come_back_at_once() {
        for (seed, longest) in [(1, LOOKING), (2, SENDING)] {
            for seconds in OUTAGES {
                let mut random = Chance(seed);
                let seen = outage(seconds, longest, || random.next(), |client| client as u64 % LOOK);
                let Seen { during, after, last } = seen;
                assert!(after <= BOUND && during <= BOUND, "{seconds} s: {during} during, {after} after");
                // However unlucky, nobody stays away longer than three times the outage.
                assert!(last <= (longest * 3 / 2).min(seconds * 3 + 2 * FIRST), "{seconds} s: last after {last} s");
            }
        }
        // The longer it lasts, the calmer the return.
        let mut random = Chance(5);
        let long = outage(14_400, LOOKING, || random.next(), |client| client as u64 % LOOK);
        assert!(long.after <= 2 * CLIENTS / LOOKING as usize, "{}", long.after);
    }

    #[test]
    fn r23_control_without_spreading_they_do() {
        for seconds in OUTAGES {
            let seen = outage(seconds, LOOKING, || u16::MAX / 2, |client| client as u64 % LOOK);
            assert!(seen.after >= CLIENTS / 2, "{seconds} s: {}", seen.after);
        }
    }
}
