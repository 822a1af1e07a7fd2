//! The OpenAPI 3.1 document, generated from the table of routes and the schemas of the types.

use crate::EPOCH_HEADER;
use crate::forms;
use crate::problem::{Problem, ProblemCode};
use crate::routes::{Access, Payload, ROUTES, Route};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What the header of the epoch says to the reader of the document.
const EPOCH: &str = "データの世代です。連携基盤が控えから戻されると変わります。変わったときは、控えより後に届いたはずの送信が連携基盤に残っているかを確かめ、残っていないものは同じ封筒をもう一度送ってください。";

/// The document. The same for every hub of this version.
pub fn openapi() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for route in ROUTES {
        let item = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(route.method.as_str().to_ascii_lowercase(), operation(route, &mut generator));
        }
    }
    let problem = generator.subschema_for::<Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Renkei exchange API",
            "version": "1",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
            "description": "ケアプランデータを送り合うためのAPIです。/v1/openapi.json、/v1/authority、/v1/crl、/v1/enrolments は公開の窓口に、ほかはクライアント証明書が必要な窓口にあります。"
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "responses": {
                "problem": {
                    "description": problem_list(),
                    "content": { crate::PROBLEM_MEDIA_TYPE: { "schema": problem } }
                }
            },
            "headers": {
                "epoch": {
                    "description": EPOCH,
                    "required": true,
                    "schema": { "type": "string", "pattern": forms::EPOCH }
                }
            },
            "securitySchemes": {
                "certificate": { "type": "mutualTLS" },
                "session": { "type": "http", "scheme": "bearer" }
            }
        }
    })
}

/// All codes with their titles, for the reader of the document.
fn problem_list() -> String {
    let lines = ProblemCode::ALL.map(|code| format!("- `{}` ({}): {}", code.urn(), code.status(), code.title()));
    format!("問題（RFC 9457）。\n\n{}", lines.join("\n"))
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut operation = json!({
        "operationId": route.operation.as_str(),
        "summary": route.summary,
        "security": security(route.access),
        "responses": {
            route.status.to_string(): response(route, generator),
            "default": { "$ref": "#/components/responses/problem" }
        }
    });
    let parameters = parameters(route, generator);
    if let Some(operation) = operation.as_object_mut() {
        if !parameters.is_empty() {
            operation.insert("parameters".into(), Value::Array(parameters));
        }
        if let Some(content) = content(route.request, generator) {
            operation.insert("requestBody".into(), json!({ "required": true, "content": content }));
        }
    }
    operation
}

fn security(access: Access) -> Value {
    match access {
        Access::Public => json!([]),
        Access::Certificate => json!([{ "certificate": [] }]),
        Access::Session | Access::SessionOrToken(_) => json!([{ "certificate": [], "session": [] }]),
    }
}

fn response(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut response = json!({ "description": route.summary });
    if let Some(response) = response.as_object_mut() {
        if let Some(content) = content(route.response, generator) {
            response.insert("content".into(), content);
        }
        if route.access != Access::Public {
            response.insert("headers".into(), json!({ EPOCH_HEADER: { "$ref": "#/components/headers/epoch" } }));
        }
    }
    response
}

fn content(payload: Payload, generator: &mut SchemaGenerator) -> Option<Value> {
    match payload {
        Payload::Empty => None,
        Payload::Json(schema) => Some(json!({ "application/json": { "schema": schema(generator) } })),
        Payload::Bytes(media_type) => Some(json!({ media_type: {} })),
    }
}

fn parameters(route: &Route, generator: &mut SchemaGenerator) -> Vec<Value> {
    let in_path = route.path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
    let mut parameters: Vec<Value> = in_path
        .map(|name| {
            let schema = json!({ "type": "string", "pattern": form(route.path, name) });
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    // A query is described member by member: tools understand that better than one object.
    let query = route.query.map(|schema| schema(generator)).and_then(|schema| definition(&schema, generator));
    let members = query.as_ref().and_then(|query| query.get("properties")).and_then(Value::as_object);
    let required = query.as_ref().and_then(|query| query.get("required")).and_then(Value::as_array);
    // By name: a map's own order depends on what else is in the build.
    let members: BTreeMap<&String, &Value> = members.into_iter().flatten().collect();
    for (name, schema) in members {
        let required = required.is_some_and(|names| names.iter().any(|known| known == name));
        parameters.push(json!({ "name": name, "in": "query", "required": required, "schema": schema }));
    }
    parameters
}

/// How a part of a path is written.
fn form(path: &str, name: &str) -> &'static str {
    match name {
        "number" => forms::OFFICE,
        "index" => forms::INDEX,
        _ if path.starts_with("/v1/certificates/") => forms::CERTIFICATE,
        _ => forms::ID,
    }
}

/// The definition that a reference points to.
fn definition(reference: &schemars::Schema, generator: &SchemaGenerator) -> Option<Value> {
    let name = reference.get("$ref")?.as_str()?.rsplit('/').next()?;
    generator.definitions().get(name).cloned()
}
