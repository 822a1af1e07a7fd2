//! The buttons of the work table. Every button sends the whole form, so that typed text, ticks and dropped files are never lost.

use super::super::letter::offered;
use super::super::query::digest;
use super::super::scene::Scene;
use super::super::stop::{Answered, Stop, back_to};
use super::{answer, made_files};
use crate::batch::{Batch, BatchAction, BatchChange};
use crate::letter::without_person;
use crate::sorting::OfferedFile;
use axum::extract::State;
use web::Upload;

pub(crate) async fn act(State(scene): State<Scene>, upload: Upload) -> Answered {
    let (visit, press) = (upload.visit().clone(), upload.press.clone());
    let (typed, selected) = read(&upload.fields);
    let template = upload.field("template").to_owned();
    let is_chosen = !template.is_empty() && (template != upload.field("shown-template") || press.verb() == "template");
    let mut files = offered(upload);
    if let "practice" | "mend" = press.verb()
        && let Some(made) = made_files(&scene, press.verb() == "mend").await?
    {
        files.extend(made.into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)));
    }
    let first = if files.is_empty() { BatchAction::Keep } else { BatchAction::Add(files) };
    let mut batch = scene.mailbox.change_batch(BatchChange { typed, selected, action: first }).await?;
    if is_chosen {
        batch = pressed(&scene, BatchAction::Choose(template.clone())).await?;
    }
    match press.verb() {
        "send" if batch.chosen().count() == 0 => batch = pressed(&scene, BatchAction::Send(Vec::new())).await?,
        "send" => return Ok(back_to(scene.path("/bulk/confirm"))),
        "reset" => return Ok(back_to(scene.path("/bulk/reset"))),
        _ => {}
    }
    if let Some(action) = action(&scene, &press, &template).await? {
        batch = pressed(&scene, action).await?;
    }
    if visit.fragment() {
        return answer(&scene, &visit, batch).await;
    }
    Ok(back_to(scene.path("/bulk")))
}

async fn pressed(scene: &Scene, action: BatchAction) -> Result<Batch, Stop> {
    Ok(scene.mailbox.change_batch(BatchChange { typed: Vec::new(), selected: None, action }).await?)
}

async fn action(scene: &Scene, press: &web::Press, template: &str) -> Result<Option<BatchAction>, Stop> {
    let id = || press.id().parse().ok();
    let file = || {
        let (group, key) = press.id().split_once('.')?;
        Some(BatchAction::RemoveFile(group.parse().ok()?, key.parse().ok()?))
    };
    Ok(match press.verb() {
        "copy" => id().map(BatchAction::Copy),
        "paste" => Some(BatchAction::PasteSelected),
        "paste-all" => Some(BatchAction::PasteAll),
        "clear" => Some(BatchAction::ClearMessages),
        "undo" => Some(BatchAction::Undo),
        "drop" => id().map(BatchAction::Remove),
        "file" => file(),
        "drop-sent" => Some(BatchAction::RemoveSent),
        "dismiss" => Some(BatchAction::DismissRefused),
        "pause" => Some(BatchAction::Pause),
        "continue" => Some(BatchAction::Continue),
        "template" => text_of(scene, template).await?.map(BatchAction::Use),
        _ => None,
    })
}

/// A template with what is the same for all recipients filled in.
async fn text_of(scene: &Scene, template: &str) -> Result<Option<String>, Stop> {
    let templates = scene.mailbox.templates().await?;
    let Some(template) = templates.into_iter().find(|known| known.id == template) else { return Ok(None) };
    let (standing, settings) = (scene.mailbox.standing().await?, scene.mailbox.settings().await?);
    let text = without_person(&template.text, &settings.signature);
    Ok(Some(text.replace("{事業所}", &standing.office).replace("{担当者}", &settings.signature)))
}

type Typed = (Vec<(u32, String)>, Option<Vec<u32>>);

/// The messages that a person changed since they were shown, and the ticks.
pub(super) fn read(fields: &[(String, String)]) -> Typed {
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let number = |name: &str| name.strip_prefix('m').and_then(|rest| rest.parse::<u32>().ok());
    let typed = fields.iter().filter_map(|(name, text)| {
        let id = number(name)?;
        let shown = field(&format!("w{id}"));
        shown.is_none_or(|shown| shown != digest(text)).then(|| (id, text.clone()))
    });
    let ticks = fields.iter().filter(|(name, _)| name == "sel").filter_map(|(_, value)| value.parse().ok());
    let selected = field("grid").map(|_| ticks.collect());
    (typed.collect(), selected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_this_window_changed_is_taken() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [
            pair("grid", "1"),
            pair("sel", "2"),
            pair("w1", &digest("前の文")),
            pair("m1", "前の文"),
            pair("w2", &digest("")),
            pair("m2", "新しい\r\n文"),
        ];
        assert_eq!(read(&fields), (vec![(2, "新しい\r\n文".to_owned())], Some(vec![2])));
        assert_eq!(read(&[]).1, None);
    }
}
