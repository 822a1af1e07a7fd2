//! Seeds that once found something, or that are kept so that a change has something fixed to be compared with. They are
//! replayed before a fresh one is drawn. A seed fixes what is drawn, not how the machine interleaves the processes.

/// `KIND SEED ROUNDS` a line.
const KEPT: &str = include_str!("../seeds.txt");

/// The kept seeds of a kind with their rounds.
pub(crate) fn kept(kind: &str) -> Vec<(u64, usize)> {
    let lines = KEPT.lines().filter(|line| !line.starts_with('#'));
    let parts = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let (name, seed, rounds) = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        (name == kind).then_some((seed, rounds))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::{KEPT, kept};
    use crate::kinds::KINDS;

    #[test]
    fn every_kept_seed_is_read_and_belongs_to_a_kind() {
        let lines = KEPT.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        let read: usize = KINDS.iter().map(|kind| kept(kind.name).len()).sum();
        assert_eq!(lines, read);
    }
}
