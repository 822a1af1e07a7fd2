//! C0723: the same insured number under another insurer in the partner file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0723",
    slug: "insurer-differs",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new(
        "同じ被保険者番号の保険者番号が、ファイルどうしで違います",
        "The same insured number under different insurers",
    ),
    message: Text::new(
        "被保険者番号 {person} の方の保険者番号が、{form}では{insurer}、{partner}では{other}です。",
        "For the insured number {person}, {form_en} has the insurer {insurer}, {partner_en} has {other}.",
    ),
    why: Text::new(
        "保険者番号が違うと、相手のソフトでは別の方として扱われ、結び付きません。住所地特例や月の途中の転居でも起こります。",
        "With another insurer it is another person to most software. It happens after a move and with 住所地特例.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の保険者番号をそろえて、まとめて出力し直してください。転居された方で、保険者ごとに分けてあれば、このまま送れます。",
        "Make the insurer the same and export again, unless the person moved and has records under both.",
    ),
    source: "別紙 第6表No2（A050・A051）",
    ambiguities: &[50, 51],
};
