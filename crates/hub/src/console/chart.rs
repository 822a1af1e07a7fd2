//! Bar charts as SVG, made here: numbers in, places of rectangles out. Every chart has a table of the same numbers beside it.

/// Width of a chart in its own units, ten to a pixel of a card that stands beside others.
const WIDTH: u32 = 4_000;
/// Height of the bars.
const HEIGHT: u32 = 1_500;
/// Room for the labels below.
const LABELS: u32 = 200;
/// Room for half a label at either side.
const SIDE: u32 = 180;
/// Room for the largest value above.
const TOP: u32 = 180;
/// Most labels that stand below without touching.
const MOST_LABELS: usize = 8;

/// A chart of bars, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chart {
    /// What it shows, for who does not see it.
    pub(super) title: String,
    /// Its area.
    pub(super) view: String,
    /// The largest value, written at the top.
    pub(super) top: String,
    /// The bars.
    pub(super) bars: Vec<Bar>,
    /// Where the ground line is.
    pub(super) ground: u32,
    /// Width of the ground line.
    pub(super) width: u32,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The middle, where the label stands.
    pub(super) middle: u32,
    /// Where the label's text stands.
    pub(super) base: u32,
    /// The whole label.
    pub(super) label: String,
    /// The label below, where there is room for it.
    pub(super) shown: Option<String>,
    /// The value in words.
    pub(super) value: String,
}

impl Chart {
    /// A chart of labels and values. Without any value above zero the bars have no height.
    pub(super) fn new(title: impl Into<String>, values: &[(String, u64)]) -> Self {
        let most = values.iter().map(|(_, value)| *value).max().unwrap_or(0);
        let count = u32::try_from(values.len()).unwrap_or(u32::MAX).max(1);
        let step = (WIDTH / count).max(2);
        let every = values.len().div_ceil(MOST_LABELS).max(1);
        let bars = values.iter().enumerate().map(|(place, (label, value))| {
            let x = step.saturating_mul(u32::try_from(place).unwrap_or(0));
            let height = scaled(*value, most);
            Bar {
                x: x + step / 8,
                y: HEIGHT - height,
                width: (step - step / 4).max(1),
                height,
                middle: x + step / 2,
                base: HEIGHT + LABELS - 60,
                label: label.clone(),
                shown: (place % every == 0).then(|| label.clone()),
                value: web::count(*value),
            }
        });
        Self {
            title: title.into(),
            view: format!("-{SIDE} -{TOP} {} {}", WIDTH + 2 * SIDE, HEIGHT + LABELS + TOP),
            top: web::count(most),
            bars: bars.collect(),
            ground: HEIGHT,
            width: WIDTH,
        }
    }
}

/// A value's height; what is not nothing is seen.
fn scaled(value: u64, most: u64) -> u32 {
    if value == 0 || most == 0 {
        return 0;
    }
    let height = u128::from(value) * u128::from(HEIGHT) / u128::from(most);
    u32::try_from(height).unwrap_or(HEIGHT).clamp(1, HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stay_in_their_area_whatever_the_values() {
        for values in [vec![], vec![0], vec![0, 0], vec![1, 1_000_000, u64::MAX], (0..366).collect::<Vec<u64>>()] {
            let named: Vec<_> = values.iter().map(|value| (value.to_string(), *value)).collect();
            let chart = Chart::new("数", &named);
            assert_eq!(chart.bars.len(), values.len());
            for (bar, value) in chart.bars.iter().zip(&values) {
                assert_eq!(bar.y + bar.height, HEIGHT);
                assert_eq!(bar.height > 0, *value > 0, "what is not nothing is seen");
                assert!(bar.width >= 1);
            }
            assert!(chart.bars.iter().filter(|bar| bar.shown.is_some()).count() <= MOST_LABELS);
        }
    }
}
