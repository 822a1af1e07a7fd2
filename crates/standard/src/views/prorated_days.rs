//! The days of a month that a prorated service counts (日割対象日): 31 marks.

/// The days of a month, each in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ProratedDays(u32);

impl ProratedDays {
    /// Reads 31 marks `0` or `1`. A blank counts as 0, and the days that the month does not have may be left out (A077).
    pub fn parse(text: &str) -> Option<Self> {
        if !(28..=31).contains(&text.len()) {
            return None;
        }
        let mark = |(day, byte): (u32, u8)| match byte {
            b'1' => Some(1 << day),
            b'0' | b' ' => Some(0),
            _ => None,
        };
        (0..).zip(text.bytes()).try_fold(0, |days, pair| Some(days | mark(pair)?)).map(Self)
    }

    /// Whether a day of the month, from 1, is in.
    pub fn contains(self, day: u8) -> bool {
        (1..=31).contains(&day) && self.0 >> (day - 1) & 1 == 1
    }

    /// Number of days that are in.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The days that are in, from 1.
    pub fn days(self) -> impl Iterator<Item = u8> {
        (1..=31).filter(move |day| self.contains(*day))
    }
}
