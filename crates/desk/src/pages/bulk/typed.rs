//! One message, sent by itself while a person types.

use super::super::letter::no_content;
use super::super::scene::Scene;
use super::super::stop::Answered;
use crate::batch::{BatchAction, BatchChange};
use axum::extract::State;
use web::Form;

pub(crate) async fn typed(State(scene): State<Scene>, form: Form<Vec<(String, String)>>) -> Answered {
    let (typed, _) = super::act::read(&form.input);
    let change = BatchChange { typed, selected: None, action: BatchAction::Keep };
    scene.mailbox.change_batch(change).await?;
    Ok(no_content())
}
