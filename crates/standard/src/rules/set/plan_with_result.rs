//! C0706: plan and result under one serial.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0706",
    slug: "plan-with-result",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("予定と実績が1つの組に入っています", "Plan and result in one set"),
    message: Text::new(
        "利用票の予定（{plans}）と実績（UPJSK）が、同じ組に入っています。",
        "The planned slips ({plans_en}) and the results (UPJSK) stand in one set.",
    ),
    why: Text::new(
        "標準仕様には、予定と実績を1組にする決まりがありません。相手のソフトによっては、どちらかが取り込まれません。",
        "The standard has no such set; some software imports only one of the two.",
    ),
    cure: Text::new(
        "予定と実績は、別々の連番で2回に分けて送ると確実です。相手が受け取れることを確かめてあれば、このまま送れます。",
        "Two sets with serials of their own are safest; send it as it is if the recipient can read it.",
    ),
    source: "本文3.1・3.4（A142）",
    ambiguities: &[142],
};
