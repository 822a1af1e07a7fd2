//! The terms of use as they are shown and agreed to: the versions that come with the program, and those that operators
//! published. Older ones stay, since offices agreed to them.

use crate::hub::Hub;
use exchange::instant::Day;
use exchange::store::{Store, StoreError};
use exchange::{Instant, Sha256};

/// The newest version that comes with the program.
pub(crate) const BUILT_IN: u32 = 2;

/// The texts that come with the program, as they are shown.
const TEXTS: [&str; 2] =
    [include_str!("../templates/portals/terms_1.html"), include_str!("../templates/portals/terms_2.html")];

/// A version of the terms.
pub(crate) struct Terms {
    pub(crate) version: u32,
    /// The day from which it holds; none for what came with the program.
    pub(crate) from: Option<Day>,
    /// The day from which it has held or will hold here; none when it never did: the hub began with a newer one.
    pub(crate) since: Option<Day>,
    /// The version when it came with the program, else 0: which file is shown.
    pub(crate) built_in: u32,
    /// What is shown of a version that operators published.
    pub(crate) parts: Vec<Part>,
    /// SHA-256 over the text, which stands in the record of an agreement.
    pub(crate) digest: Sha256,
}

/// A part of a text.
pub(crate) struct Part {
    pub(crate) is_heading: bool,
    pub(crate) lines: Vec<String>,
}

/// Every version, the newest first.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn all(hub: &Hub) -> Result<Vec<Terms>, StoreError> {
    let begun = hub.store.built_in_terms().await?;
    let published = hub.store.terms().await?.into_iter().map(|terms| Terms {
        version: terms.version,
        from: Some(terms.from),
        since: Some(terms.from),
        built_in: 0,
        parts: parts(&terms.text),
        digest: Sha256::of(terms.text.as_bytes()),
    });
    let built_in = TEXTS.into_iter().zip(1..).map(|(text, version)| Terms {
        version,
        from: None,
        since: begun.iter().find(|(known, _)| *known == version).map(|(_, day)| *day),
        built_in: version,
        parts: Vec::new(),
        digest: Sha256::of(text.as_bytes()),
    });
    let mut built_in: Vec<Terms> = built_in.collect();
    built_in.reverse();
    Ok(published.chain(built_in).collect())
}

/// The version that holds at an instant.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn current(hub: &Hub, at: Instant) -> Result<Terms, StoreError> {
    let today = at.day_in_japan();
    let held = all(hub).await?.into_iter().find(|terms| terms.holds(today));
    held.ok_or(StoreError::Damaged("the terms of use"))
}

/// The newest version that comes with the program holds from the day on which the hub first had it.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn begin(store: &dyn Store, at: Instant) -> Result<(), StoreError> {
    let begun = store.built_in_terms().await?;
    if begun.iter().any(|(version, _)| *version == BUILT_IN) {
        return Ok(());
    }
    store.begin_built_in_terms(BUILT_IN, at.day_in_japan()).await
}

impl Terms {
    /// True when it holds on this day, unless a newer one does.
    pub(crate) fn holds(&self, today: Day) -> bool {
        self.from.is_none_or(|from| from <= today)
    }
}

/// Headings are lines that begin with `# `, paragraphs are parted by empty lines.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        let heading = line.strip_prefix("# ").or_else(|| line.strip_prefix("＃ "));
        match (heading, parts.last_mut()) {
            (Some(heading), _) => {
                parts.push(Part { is_heading: true, lines: vec![heading.trim().to_owned()] });
                goes_on = false;
            }
            (None, _) if line.is_empty() => goes_on = false,
            (None, Some(part)) if goes_on => part.lines.push(line.to_owned()),
            (None, _) => {
                parts.push(Part { is_heading: false, lines: vec![line.to_owned()] });
                goes_on = true;
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_paragraphs_are_told_apart() {
        let shown = parts("# 第1条（目的）\n決まりです。\n続きです。\n\n次の段落。\n\n\n# 第2条\n# 第3条\n以上です。");
        let seen: Vec<_> = shown.iter().map(|part| (part.is_heading, part.lines.join("|"))).collect();
        let paragraph = |text: &str| (false, text.to_owned());
        let heading = |text: &str| (true, text.to_owned());
        let wanted = [
            heading("第1条（目的）"),
            paragraph("決まりです。|続きです。"),
            paragraph("次の段落。"),
            heading("第2条"),
            heading("第3条"),
            paragraph("以上です。"),
        ];
        assert_eq!(seen, wanted);
        assert!(parts(" \n\n").is_empty());
    }
}
