//! The OpenAPI document.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;

pub(super) async fn run(_: Call) -> Answer {
    json(200, &protocol::openapi())
}
