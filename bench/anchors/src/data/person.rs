//! One person with the services of a month.

use super::service::{self, Service};
use super::words::full_name;
use crate::random::Random;

/// A person who gets services.
#[derive(Debug)]
pub struct Person {
    pub(super) insurer: u32,
    pub(super) insured: String,
    pub(super) name: String,
    pub(super) reading: String,
    pub(super) sex: u8,
    pub(super) born: u64,
    pub(super) level: &'static str,
    pub(super) planner: String,
    pub(super) services: Vec<Service>,
}

/// Levels of care need and the units of their limit.
pub(super) const LEVELS: &[(&str, u32)] =
    &[("21", 16_765), ("22", 19_705), ("23", 27_048), ("24", 30_938), ("25", 36_217)];

impl Person {
    /// The person with this number; every number is another person.
    pub fn new(number: u64, random: &mut Random) -> Self {
        let (name, reading, sex) = full_name(random);
        let insured =
            if random.one_in(20) { format!("H{:09}", 100 + number) } else { format!("{:010}", (number + 1) * 7_919) };
        Self {
            insurer: 990_011 + 10 * random.below(40) as u32,
            insured,
            name,
            reading,
            sex,
            born: 19_300_101 + 10_000 * random.below(25) + 100 * random.below(12) + random.below(28),
            level: random.pick(LEVELS).0,
            planner: full_name(random).0,
            services: service::of_month(random),
        }
    }
}
