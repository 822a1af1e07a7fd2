//! Tests of the wire contract.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use protocol::{Access, EnrolCode, ObjectRule, Operation, Payload, Problem, ProblemCode, ROUTES, SignIn, openapi};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn s30_every_route_stands_once_in_the_table() {
    let places: BTreeSet<_> = ROUTES.iter().map(|route| (route.method, route.path)).collect();
    let operations: BTreeSet<Operation> = ROUTES.iter().map(|route| route.operation).collect();
    assert_eq!((places.len(), operations.len()), (ROUTES.len(), ROUTES.len()));
}

#[test]
fn s30_a_route_with_an_id_says_whose_object_it_is() {
    for route in ROUTES.iter().filter(|route| route.path.contains("{id}")) {
        let open_to_all = route.operation == Operation::MarkNoticeRead;
        assert_eq!(route.object == ObjectRule::None, open_to_all, "{}", route.path);
    }
    for route in ROUTES.iter().filter(|route| route.object != ObjectRule::None) {
        assert!(matches!(route.access, Access::Session | Access::SessionOrToken(_)), "{}", route.path);
    }
}

#[test]
fn s32_unknown_members_are_refused() {
    let document = openapi();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let objects = schemas.iter().filter(|(_, schema)| schema["type"] == "object");
    for (name, schema) in objects {
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
    let extra = r#"{"systemId":"c","systemPassword":"a","accountId":"KJ","accountPassword":"b","office":"x"}"#;
    assert!(serde_json::from_str::<SignIn>(extra).is_err());
}

#[test]
fn problem_codes_are_stable_and_unique() {
    let codes: BTreeSet<_> = ProblemCode::ALL.map(ProblemCode::as_str).into_iter().collect();
    assert_eq!(codes.len(), ProblemCode::ALL.len());
    let listed: Vec<_> =
        ProblemCode::ALL.map(|code| format!("{} {} {}", code.status(), code.as_str(), code.title())).into();
    insta::assert_snapshot!("problem_codes", listed.join("\n"));
    let problem = Problem::new(ProblemCode::IdConflict, "…", "1");
    assert_eq!(problem.code(), Some(ProblemCode::IdConflict));
}

#[test]
fn s67_passwords_and_tokens_do_not_show() {
    let sign_in = SignIn {
        system_id: "c1".into(),
        system_password: "secret-1".into(),
        account_id: "KJ1".into(),
        account_password: "secret-2".into(),
    };
    assert!(!format!("{sign_in:?}").contains("secret"));
}

#[test]
fn the_document_has_every_route() {
    let document = openapi();
    for route in ROUTES {
        let operation = &document["paths"][route.path][route.method.as_str().to_ascii_lowercase()];
        assert_eq!(operation["operationId"], route.operation.as_str());
        assert_eq!(operation["requestBody"].is_null(), matches!(route.request, Payload::Empty), "{}", route.path);
    }
    insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&sorted(document)).unwrap());
}

/// Members that are prose, secrets of their own form, or read by the hub in more forms than it writes.
const WITHOUT_A_PATTERN: &[&str] = &[
    "Authority.network",
    "ClosedOffice.name",
    "Cursor",
    "DocumentBody.kind",
    "DocumentBody.mediaType",
    "DocumentBody.name",
    "EnrolRequest.code",
    "EnrolRequest.csr",
    "FieldBody.name",
    "FindingBody.cure",
    "FindingBody.message",
    "FindingBody.rule",
    "FindingBody.slug",
    "FindingBody.suggestion",
    "FindingBody.title",
    "FindingBody.value",
    "FindingBody.why",
    "ListQuery.kind",
    "MaintenanceBody.text",
    "Me.appVersion",
    "Me.contact",
    "Notice.body",
    "Notice.title",
    "OfficeBody.kana",
    "OfficeBody.name",
    "OfficeQuery.kana",
    "OfficeQuery.name",
    "OfficeQuery.number",
    "PasswordChange.current",
    "PasswordChange.new",
    "PlaceBody.file",
    "Problem.detail",
    "Problem.title",
    "RefreshRequest.refreshToken",
    "RenewRequest.csr",
    "SignIn.accountId",
    "SignIn.accountPassword",
    "SignIn.systemId",
    "SignIn.systemPassword",
    "SignedIn.accessToken",
    "SignedIn.refreshToken",
    "SubmitResult.part",
    "Successor.name",
    "TerminalTokenBody.name",
    "TerminalTokenMade.token",
    "TerminalTokenRequest.name",
    "TransmissionSummary.fromName",
    "TransmissionSummary.message",
    "TransmissionSummary.toName",
];

#[test]
fn every_identifier_has_a_pattern() {
    let document = openapi();
    let mut without = Vec::new();
    let is_text = |schema: &Value| {
        let kind = &schema["type"];
        kind == "string" || kind.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"))
    };
    let plain = |schema: &Value| is_text(schema) && schema["pattern"].is_null() && schema["enum"].is_null();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if plain(schema) && schema["const"].is_null() {
            without.push(name.clone());
        }
        for (member, schema) in schema["properties"].as_object().into_iter().flatten() {
            let schema = if schema["items"].is_null() { schema } else { &schema["items"] };
            if plain(schema) {
                without.push(format!("{name}.{member}"));
            }
        }
    }
    without.sort();
    assert_eq!(without, WITHOUT_A_PATTERN);
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for parameter in parameters.filter(|parameter| parameter["in"] == "path") {
                assert!(!parameter["schema"]["pattern"].is_null(), "{path}");
            }
        }
    }
}

/// Members in alphabetical order, whatever order the JSON library was built to keep.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members: BTreeMap<_, _> = members.into_iter().collect();
            members.into_iter().map(|(name, value)| (name, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code = EnrolCode { secret: *b"0123456789", root: [0xff, 0, 1, 2, 3, 4, 5, 6, 7, 0x1f] };
    let text = code.to_string();
    assert_eq!(text.len(), 39);
    let full_width: String =
        text.chars().map(|c| if c == '-' { '－' } else { char::from_u32(c as u32 + 0xfee0).unwrap() }).collect();
    let spoken = text.replace('0', "O").replace('1', "l").replace('-', " ");
    for typed in [text.clone(), text.to_lowercase(), text.replace('-', ""), full_width, spoken] {
        assert_eq!(EnrolCode::parse(&typed), Some(code.clone()), "{typed}");
    }
    assert_eq!(EnrolCode::parse_secret(&code.secret_text()), Some(code.secret));
    for wrong in
        ["", "ABCD", &text[1..], &format!("{text}0"), &text.replacen(|c: char| c.is_ascii_alphanumeric(), "U", 1)]
    {
        assert_eq!(EnrolCode::parse(wrong), None, "{wrong}");
    }
    assert!(!format!("{code:?}").contains(&code.secret_text()));
}
