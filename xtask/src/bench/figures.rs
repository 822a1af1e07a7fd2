//! The figures of all passes: read from what the programs print, medians given.

use std::collections::BTreeMap;

/// All values of one figure.
#[derive(Debug, Default)]
pub(super) struct Figure {
    pub(super) unit: String,
    values: Vec<f64>,
}

/// Figures by name, and what could not be measured.
#[derive(Debug, Default)]
pub(super) struct Figures {
    all: BTreeMap<String, Figure>,
    missing: Vec<(String, String)>,
}

impl Figures {
    /// Takes the lines `RESULT <name> <value> <unit>` and `MISSING <name> <why>`.
    pub(super) fn read(&mut self, output: &str) {
        for line in output.lines() {
            match line.split_once(' ') {
                Some(("RESULT", rest)) => self.read_result(rest),
                Some(("MISSING", rest)) => {
                    let (name, why) = rest.split_once(' ').unwrap_or((rest, "not installed"));
                    self.miss(name, why);
                }
                _ => {}
            }
        }
    }

    fn read_result(&mut self, rest: &str) {
        let mut parts = rest.split(' ');
        let (name, value, unit) = (parts.next(), parts.next().and_then(|value| value.parse().ok()), parts.next());
        if let (Some(name), Some(value), Some(unit)) = (name, value, unit) {
            let figure = self.all.entry(name.to_owned()).or_default();
            unit.clone_into(&mut figure.unit);
            figure.values.push(value);
        }
    }

    /// Says that something could not be measured; once.
    pub(super) fn miss(&mut self, name: &str, why: &str) {
        if !self.missing.iter().any(|(known, _)| known == name) {
            self.missing.push((name.to_owned(), why.to_owned()));
        }
    }

    /// What could not be measured, and why.
    pub(super) fn why_missing(&self, name: &str) -> Option<&str> {
        self.missing.iter().find(|(known, _)| known == name).map(|(_, why)| why.as_str())
    }

    pub(super) fn unit(&self, name: &str) -> &str {
        self.all.get(name).map_or("", |figure| figure.unit.as_str())
    }

    /// The median of a figure.
    pub(super) fn median(&self, name: &str) -> Option<f64> {
        let mut values = self.all.get(name)?.values.clone();
        values.sort_by(f64::total_cmp);
        let (low, high) = (values.get((values.len() - 1) / 2)?, values.get(values.len() / 2)?);
        Some((low + high) / 2.0)
    }

    /// The smallest and the greatest value of a figure.
    pub(super) fn range(&self, name: &str) -> Option<(f64, f64)> {
        let values = &self.all.get(name)?.values;
        Some((values.iter().copied().reduce(f64::min)?, values.iter().copied().reduce(f64::max)?))
    }

    /// All medians as a JSON object.
    pub(super) fn to_json(&self) -> String {
        let medians = self.all.keys().filter_map(|name| Some((name, self.median(name)?)));
        let lines: Vec<_> = medians.map(|(name, median)| format!("  \"{name}\": {median:.3}")).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn medians_of_what_was_printed() {
        let mut figures = Figures::default();
        figures.read("RESULT a 3.0 MB/s\nnoise\nRESULT a 1.0 MB/s\nRESULT a 2.5 MB/s\nMISSING b not installed\n");
        figures.read("RESULT c 1.0 us\nRESULT c 2.0 us");
        assert_eq!((figures.median("a"), figures.range("a"), figures.unit("a")), (Some(2.5), Some((1.0, 3.0)), "MB/s"));
        assert_eq!((figures.median("b"), figures.why_missing("b")), (None, Some("not installed")));
        assert_eq!(figures.to_json(), "{\n  \"a\": 2.500,\n  \"c\": 1.500\n}\n");
    }
}
