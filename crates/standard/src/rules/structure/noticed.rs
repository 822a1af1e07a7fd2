//! What is tolerated at many places of a file and said once: kept while the records are read, without making texts.

use super::{text_unquoted, value_quoted, vendor_characters};
use crate::check::{Context, Form, form, is_plain};
use crate::data::Field;
use crate::finding::{Finding, Rule, Sink, Spot, locate};
use crate::scan::{CharClass, Record, Span, check_text, class_of_pair, decode, is_lead};

/// Most different characters that are listed.
const LISTED: usize = 10;

/// What was noted of one file so far.
#[derive(Debug, Default)]
pub(crate) struct Noticed {
    unquoted: Option<Places>,
    quoted: Option<Places>,
    vendor: Option<Places>,
    /// The first different vendor characters.
    characters: Vec<[u8; 2]>,
    /// There were others.
    more: bool,
}

/// How much was noted at some point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    unquoted: u64,
    quoted: u64,
    vendor: u64,
    characters: usize,
    more: bool,
}

/// The first place and the number of places.
#[derive(Debug)]
struct Places {
    spot: Spot,
    count: u64,
}

/// True when a field differs from the standard's form in nothing but its quotes or vendor characters. That is noted, and
/// nothing else is to be said about the field.
pub(crate) fn only_noticed(context: &Context, record: &Record<'_>, index: usize, field: &Field, span: Span) -> bool {
    let bytes = record.slice(span);
    let as_written = Span { quoted: field.kind.is_text(), ..span };
    let only = match bytes.is_empty() {
        true => is_plain(context, field, bytes, as_written),
        false => form(context, field, bytes) == Form::Plain,
    };
    if only {
        quoting(context, record, index);
        vendor(context, record, index);
    }
    only
}

/// Notes quotes where none belong, and text without them.
pub(super) fn quoting(context: &Context, record: &Record<'_>, index: usize) {
    let (Some(field), Some(span)) = (context.layout.fields.get(index), record.spans.get(index)) else { return };
    let Ok(mut noticed) = context.noticed.try_borrow_mut() else { return };
    match (field.kind.is_text(), span.quoted) {
        (true, false) if span.start < span.end => note(&mut noticed.unquoted, || context.spot(record, index)),
        // A comma in a value needs its quotes; that it stands there is told by the rules for the value.
        (false, true) if !record.bytes(index).contains(&b',') => {
            note(&mut noticed.quoted, || context.spot(record, index));
        }
        _ => {}
    }
}

/// Notes vendor characters.
pub(super) fn vendor(context: &Context, record: &Record<'_>, index: usize) {
    let bytes = record.bytes(index);
    let Some(first) = check_text(bytes, true).ok().and_then(|text| text.vendor) else { return };
    let Ok(mut noticed) = context.noticed.try_borrow_mut() else { return };
    let start = record.spans.get(index).map_or(0, |span| span.start + first) as usize;
    note(&mut noticed.vendor, || locate(record, start..start + 2, context.layout.fields.get(index)));
    noticed.list(bytes.get(first as usize..).unwrap_or_default());
}

/// Says what was noted.
pub(super) fn finish(context: &Context, out: &mut Sink) {
    let noticed = context.noticed.take();
    say(&text_unquoted::RULE, noticed.unquoted, context, out, |finding| finding);
    say(&value_quoted::RULE, noticed.quoted, context, out, |finding| finding);
    let mut characters: Vec<String> = noticed.characters.iter().map(|pair| decode(pair).into_owned()).collect();
    characters.extend(noticed.more.then(|| "…".to_owned()));
    say(&vendor_characters::RULE, noticed.vendor, context, out, |finding| {
        finding.fact("characters", characters.join("、"))
    });
}

fn note(places: &mut Option<Places>, spot: impl FnOnce() -> Spot) {
    places.get_or_insert_with(|| Places { spot: spot(), count: 0 }).count += 1;
}

fn say(
    rule: &'static Rule,
    places: Option<Places>,
    context: &Context,
    out: &mut Sink,
    with_facts: impl FnOnce(Finding) -> Finding,
) {
    if let Some(Places { spot, count }) = places {
        let mut finding = Finding::at(rule, &context.document, spot);
        finding.count = count;
        out.push(with_facts(finding));
    }
}

impl Noticed {
    /// Text without quotes was noted.
    pub(crate) fn has_unquoted(&self) -> bool {
        self.unquoted.is_some()
    }

    /// Forgets text without quotes: it has another cause.
    pub(crate) fn forget_unquoted(&mut self) {
        self.unquoted = None;
    }

    /// How much is noted now.
    pub(crate) fn mark(&self) -> Mark {
        let count = |places: &Option<Places>| places.as_ref().map_or(0, |places| places.count);
        let (unquoted, quoted, vendor) = (count(&self.unquoted), count(&self.quoted), count(&self.vendor));
        Mark { unquoted, quoted, vendor, characters: self.characters.len(), more: self.more }
    }

    /// Forgets what was noted since: a record that is wrong as a whole has one cause.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        let places =
            [(&mut self.unquoted, mark.unquoted), (&mut self.quoted, mark.quoted), (&mut self.vendor, mark.vendor)];
        for (places, count) in places {
            *places = places.take().filter(|_| count > 0).map(|places| Places { count, ..places });
        }
        self.characters.truncate(mark.characters);
        self.more = mark.more;
    }

    /// Lists the vendor characters of a text that are not listed yet.
    fn list(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at).filter(|_| !self.more) {
            let trail = bytes.get(at + 1).copied().unwrap_or_default();
            if !is_lead(byte) {
                at += 1;
                continue;
            }
            let pair = [byte, trail];
            if class_of_pair(byte, trail) == CharClass::Vendor && !self.characters.contains(&pair) {
                self.more = self.characters.len() == LISTED;
                if !self.more {
                    self.characters.push(pair);
                }
            }
            at += 2;
        }
    }
}
