//! Canonical JSON against another writer.

use evidence::json::Value;
use evidence::receipt::{Receipt, ReceiptKind};
use proptest::prelude::*;

use crate::world::{now, statement, world};

/// The array of findings as our writer puts it into a receipt.
fn written(value: serde_json::Value) -> Vec<u8> {
    let mut receipt = statement(ReceiptKind::Received, now(), &world().container());
    receipt.kind = ReceiptKind::Rejected { findings: vec![Value::from_json(value, 8).unwrap()] };
    let json = String::from_utf8(receipt.to_json()).unwrap();
    let begin = json.find("\"findings\":[").unwrap() + 12;
    json.as_bytes()[begin..json.find("],\"format\"").unwrap()].to_vec()
}

#[test]
fn s11_members_are_in_the_order_of_rfc_8785() {
    // RFC 8785 3.2.3: by UTF-16 code units, so that U+1F600 comes before U+FB33.
    let value = serde_json::json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let expected = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
        \"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\
        \"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}";
    assert_eq!(String::from_utf8(written(value)).unwrap(), expected);
}

fn values() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        any::<String>().prop_map(serde_json::Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop::collection::vec((any::<String>(), inner), 0..5)
            .prop_map(|members| serde_json::Value::Object(members.into_iter().collect()))
    })
}

proptest! {
    /// Every string escapes as another writer does, and what is written reads back as the same value.
    #[test]
    fn s11_canonical_json_reads_back(value in values()) {
        let bytes = written(value.clone());
        prop_assert_eq!(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap(), value.clone());
        if value.is_string() || value.is_i64() {
            prop_assert_eq!(bytes, serde_json::to_vec(&value).unwrap());
        }
    }

    #[test]
    fn s18_receipts_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Receipt::from_json(&bytes);
    }
}
