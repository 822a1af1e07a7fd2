//! Ids of transmissions: UUIDs of version 7, of the time and random bytes.

use crate::Surroundings;
use crate::refusal::{Refusal, in_its_words};
use evidence::TransmissionId;

/// A fresh id.
pub(super) fn fresh(surroundings: &Surroundings) -> Result<TransmissionId, Refusal> {
    let random = surroundings.random::<10>().map_err(|error| {
        Refusal::new("送信番号を作れません。", in_its_words(&error), "パソコンを再起動してからお試しください。", "")
    })?;
    let number = number(surroundings.milliseconds(), random);
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    let text = format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32));
    TransmissionId::parse(&text).ok_or_else(|| Refusal::new("送信番号を作れません。", "", "", ""))
}

/// 48 bits of time, version, 12 random bits, variant, 62 random bits.
fn number(milliseconds: u64, random: [u8; 10]) -> u128 {
    let random = random.iter().fold(0u128, |all, byte| all << 8 | u128::from(*byte));
    let time = u128::from(milliseconds & 0xffff_ffff_ffff) << 80;
    let high = (random >> 62 & 0xfff) << 64;
    time | 7 << 76 | high | 2 << 62 | random & ((1 << 62) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_variant_stand_where_they_belong() {
        for random in [[0; 10], [0xff; 10]] {
            let hex = format!("{:032x}", number(0x0199_a5d2_7c3e, random));
            assert!(hex.starts_with("0199a5d27c3e7"), "{hex}");
            assert!(matches!(hex.as_bytes()[16], b'8' | b'9' | b'a' | b'b'), "{hex}");
        }
    }
}
