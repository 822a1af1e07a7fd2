//! The made-up offices.

use crate::mailbox::{Partner, PartnerState};

struct Entry {
    number: &'static str,
    name: &'static str,
    kana: &'static str,
    place: &'static str,
    services: &'static [&'static str],
    state: PartnerState,
    known: bool,
}

const fn active(
    number: &'static str,
    name: &'static str,
    kana: &'static str,
    place: &'static str,
    services: &'static [&'static str],
) -> Entry {
    Entry { number, name, kana, place, services, state: PartnerState::Active, known: true }
}

const ALL: &[Entry] = &[
    active("1370000002", "さくら訪問介護ステーション", "さくらほうもんかいごすてーしょん", "架空市", &["訪問介護"]),
    active("1370000003", "福祉用具レンタル けやき", "ふくしようぐれんたるけやき", "架空市", &["福祉用具貸与"]),
    active(
        "1370000004",
        "ショートステイ せせらぎの里",
        "しょーとすていせせらぎのさと",
        "見本町",
        &["短期入所生活介護"],
    ),
    active(
        "1370000006",
        "みなみ地域包括支援センター",
        "みなみちいきほうかつしえんせんたー",
        "架空市",
        &["介護予防支援"],
    ),
    active("1370000007", "いきいき通所センター", "いきいきつうしょせんたー", "架空市", &["訪問型サービス（独自）"]),
    active("1370000010", "ヘルパーステーション 𠮷田", "へるぱーすてーしょんよしだ", "見本町", &["訪問介護"]),
    Entry {
        known: false,
        ..active("1370000011", "みどりの丘訪問介護", "みどりのおかほうもんかいご", "試験村", &["訪問介護"])
    },
    Entry {
        state: PartnerState::Unlicensed,
        ..active("1370000012", "ひだまりヘルパーサービス", "ひだまりへるぱーさーびす", "試験村", &["訪問介護"])
    },
    Entry {
        known: false,
        ..active(
            "1370000013",
            "社会福祉法人清流会 特別養護老人ホームせせらぎの里 訪問介護事業所",
            "しゃかいふくしほうじんせいりゅうかいとくべつようごろうじんほーむせせらぎのさとほうもんかいごじぎょうしょ",
            "架空市",
            &["訪問介護", "訪問入浴介護"],
        )
    },
];

/// All offices of the made-up directory.
pub(super) fn all() -> Vec<Partner> {
    let partner = |entry: &Entry| Partner {
        number: entry.number.to_owned(),
        name: entry.name.to_owned(),
        kana: entry.kana.to_owned(),
        place: entry.place.to_owned(),
        services: entry.services.iter().map(|service| (*service).to_owned()).collect(),
        state: entry.state,
        first_time: !entry.known,
        favourite: entry.number == "1370000002",
        closed: None,
    };
    ALL.iter().map(partner).collect()
}
