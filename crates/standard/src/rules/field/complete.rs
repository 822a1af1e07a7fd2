//! No value is refused without a word, and none that is right is spoken about.

use super::explain;
use crate::check::{Case, Context, Form, Options, form, is_blank};
use crate::data::{Field, FieldKind, Layout, standard};
use crate::finding::{Finding, Lang, Sink};
use crate::scan::{Record, Span};
use crate::types::Date;
use proptest::prelude::*;
use std::sync::Arc;

/// What is put into fields: near to right values, and far from them.
const PIECES: [&str; 32] = [
    "0",
    "1",
    "2",
    "9",
    "00",
    "13",
    "20",
    "2025",
    "05",
    "31",
    "99",
    "H",
    "h",
    "R",
    "A",
    "a",
    "E+",
    "Y",
    "-",
    "/",
    ".",
    ":",
    ",",
    " ",
    "　",
    "２",
    "月",
    "年",
    "日",
    "男",
    "要介護",
    "AAAA",
];

fn context(layout: &'static Layout) -> Option<Context> {
    let options = Options { as_of: Date::new(2025, 6, 10)? };
    Some(Context {
        document: Arc::from("test"),
        name: None,
        layout,
        standard: standard(),
        options,
        noticed: std::cell::RefCell::default(),
    })
}

fn explained(context: &Context, index: usize, field: &'static Field, bytes: &[u8]) -> (Vec<Finding>, u64) {
    let end = u32::try_from(bytes.len()).unwrap();
    let mut spans = vec![Span::default(); index];
    spans.push(Span { start: 0, end, quoted: field.kind.is_text(), escaped: false });
    let record = Record { raw: bytes, spans: &spans, number: 1, line: 1, offset: 0 };
    let text = record.text(index);
    let meant = if field.kind.is_text() { text.to_string() } else { super::meant(&text) };
    let case = Case { context, record: &record, index, field, bytes, text, meant };
    let (mut cases, mut out) = (Vec::new(), Sink::new(&context.document));
    explain(&case, &mut cases, &mut out);
    (cases, out.errors() + out.warnings())
}

proptest! {
    #[test]
    fn every_refusal_has_a_reason(
        place in any::<prop::sample::Index>(),
        pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 1..9),
    ) {
        let all: Vec<_> = standard().layouts.iter().flat_map(|layout| {
            layout.fields.iter().enumerate().map(move |(index, field)| (layout, index, field))
        }).collect();
        let (layout, index, field) = all[place.index(all.len())];
        let context = context(layout).unwrap();
        let text = pieces.concat();
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
        let (cases, counted) = explained(&context, index, field, &bytes);
        prop_assert_eq!(counted, 0);
        prop_assert!(cases.len() <= 1);
        if field.kind != FieldKind::Version && !is_blank(&bytes) {
            match form(&context, field, &bytes) {
                Form::Wrong => prop_assert_eq!(cases.len(), 1, "{} «{}»", field.name, text),
                Form::Plain => prop_assert_eq!(cases.len(), 0, "{} «{}»", field.name, text),
                Form::Remarkable => {}
            }
        }
        for lang in [Lang::Ja, Lang::En] {
            let texts = cases.iter().flat_map(|case| [case.message(lang), case.why(lang), case.cure(lang)]);
            let open: Vec<String> = texts.filter(|text| text.contains(['{', '}'])).collect();
            prop_assert_eq!(open, Vec::<String>::new());
        }
    }
}
