//! What a proxy does to the connections that pass through it, chosen by a seed.

use std::time::Duration;

/// What happens to one connection. Counts are bytes as they pass, TLS and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    Pass,
    /// It is closed before a byte has passed.
    Refuse,
    /// The office's first `at` bytes get through, then it breaks.
    CutRequest {
        /// Bytes from the office.
        at: u64,
    },
    /// The hub's first `at` bytes get through, then it breaks.
    CutReply {
        /// Bytes from the hub.
        at: u64,
    },
    /// Once the office has said `after` bytes, nothing that the hub says gets through; when the hub has said what it
    /// has to say, it breaks. The hub has done its work, and the office does not know.
    LoseReply {
        /// Bytes from the office.
        after: u64,
    },
    /// The office's first `at` bytes get through, then nothing does; it stays open without a word.
    HoldRequest {
        /// Bytes from the office.
        at: u64,
    },
    /// As [`Fault::LoseReply`], but it stays open without a word.
    HoldReply {
        /// Bytes from the office.
        after: u64,
    },
    /// Every piece of it waits this long on its way.
    Delay {
        /// How long.
        each: Duration,
    },
}

/// A fault for each connection, by its number from 0.
pub struct Plan(Box<dyn Fn(u64) -> Fault + Send + Sync>);

impl Plan {
    /// As a function of the connection's number says.
    pub fn new(fault: impl Fn(u64) -> Fault + Send + Sync + 'static) -> Self {
        Self(Box::new(fault))
    }

    /// Nothing happens.
    pub fn pass() -> Self {
        Self::new(|_| Fault::Pass)
    }

    /// Something happens to the next connection, and to none after it.
    pub fn once(fault: Fault) -> Self {
        Self::new(move |number| if number == 0 { fault } else { Fault::Pass })
    }

    /// Something happens to two connections of three, chosen by the seed: `up` and `down` are how many bytes of an
    /// undisturbed connection pass to the hub and back.
    pub fn seeded(seed: u64, up: u64, down: u64) -> Self {
        Self::new(move |number| {
            let mut seed = Seed::new(seed.wrapping_mul(0x0001_0000_0001).wrapping_add(number));
            match seed.below(9) {
                0 => Fault::Refuse,
                1 => Fault::CutRequest { at: seed.below(up) },
                2 => Fault::CutReply { at: seed.below(down) },
                3 => Fault::LoseReply { after: seed.below(up) },
                // The request was through to its last byte.
                4 => Fault::LoseReply { after: up.saturating_sub(1 + seed.below(64)) },
                5 => Fault::Delay { each: Duration::from_millis(seed.below(5)) },
                _ => Fault::Pass,
            }
        })
    }

    /// The fault of a connection.
    pub fn fault(&self, number: u64) -> Fault {
        (self.0)(number)
    }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
#[derive(Debug, Clone)]
pub struct Seed(u64);

impl Seed {
    /// Begins with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// The next number.
    #[allow(clippy::should_implement_trait, reason = "it never ends, and nobody iterates over it")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
}
