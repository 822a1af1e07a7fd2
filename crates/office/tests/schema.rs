//! Checks JSON against `docs/check.schema.json`: the few words of JSON Schema that it uses, and no others.

use serde_json::{Map, Value, json};

const SCHEMA: &str = include_str!("../../../docs/check.schema.json");

/// Fails with the place and the reason when a value has not the form of the schema.
pub(crate) fn assert_valid(value: &Value) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut faults = Vec::new();
    check(&schema, &schema, value, "$", &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    for (word, wanted) in schema.as_object().unwrap() {
        let fits = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = root.pointer(wanted.as_str().unwrap().strip_prefix('#').unwrap()).unwrap();
                check(root, target, value, at, faults);
                true
            }
            "type" => has_type(wanted.as_str().unwrap(), value),
            "const" => wanted == value,
            "enum" => wanted.as_array().unwrap().contains(value),
            "minimum" => value.as_u64().is_some_and(|number| number >= wanted.as_u64().unwrap()),
            "minLength" => value.as_str().is_some_and(|text| text.len() as u64 >= wanted.as_u64().unwrap()),
            "pattern" => value.as_str().is_some_and(|text| matches(wanted.as_str().unwrap(), text)),
            "required" => wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
            "additionalProperties" => has_only(schema, value),
            "properties" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    if let Some(schema) = wanted.get(name) {
                        check(root, schema, value, &format!("{at}.{name}"), faults);
                    }
                }
                true
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, wanted, value, &format!("{at}[{index}]"), faults);
                }
                true
            }
            _ => panic!("the schema uses «{word}», which is not checked"),
        };
        if !fits {
            faults.push(format!("{at}: {word} {wanted}: {value}"));
        }
    }
}

fn has_type(wanted: &str, value: &Value) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        _ => panic!("type {wanted}"),
    }
}

fn has_only(schema: &Value, value: &Value) -> bool {
    assert_eq!(schema["additionalProperties"], false);
    let known = schema["properties"].as_object().unwrap();
    value.as_object().is_some_and(|members: &Map<String, Value>| members.keys().all(|name| known.contains_key(name)))
}

/// The patterns of the schema: `^`, then parts of a character or a class with a number or `+`, then `$`.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.strip_prefix('^').unwrap().strip_suffix('$').unwrap();
    let mut text = text;
    while !pattern.is_empty() {
        let (class, rest) = match pattern.strip_prefix('[') {
            Some(rest) => rest.split_once(']').unwrap(),
            None => pattern.split_at(1),
        };
        let run = text.chars().take_while(|c| in_class(class, *c)).count();
        let (least, most, rest) = if let Some(rest) = rest.strip_prefix('+') {
            (1, usize::MAX, rest)
        } else if let Some((number, rest)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let number = number.parse().unwrap();
            (number, number, rest)
        } else {
            (1, 1, rest)
        };
        if run < least {
            return false;
        }
        text = &text[run.min(most)..];
        pattern = rest;
    }
    text.is_empty()
}

fn in_class(class: &str, c: char) -> bool {
    let class: Vec<char> = class.chars().collect();
    let range = class.windows(3).any(|range| range[1] == '-' && (range[0]..=range[2]).contains(&c));
    range || class.contains(&c)
}

#[test]
fn what_does_not_fit_is_found() {
    for (pattern, good, bad) in [
        ("^C[0-9]{4}$", "C0401", "C04011"),
        ("^[0-9A-Z]{2}$", "A2", "a2"),
        ("^[0-9a-z-]+$", "no-file", "no file"),
        ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2025-06-10", "2025-6-10"),
    ] {
        assert!(matches(pattern, good) && !matches(pattern, bad), "{pattern}");
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for value in [json!({}), json!({"path": "a", "severity": "fatal", "reason": "missing", "message": "m"})] {
        let mut faults = Vec::new();
        check(&schema, &schema["$defs"]["skipped"], &value, "$", &mut faults);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }
    let mut faults = Vec::new();
    check(&schema, &schema["$defs"]["office"], &json!({"number": "1370000001", "extra": 1}), "$", &mut faults);
    assert_eq!(faults.len(), 1);
}
