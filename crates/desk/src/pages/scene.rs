//! What every handler begins with: the mailbox, where these pages are mounted, and the frame around a page.

use super::errors::explanation;
use super::frame;
use super::stop::{Answered, Stop};
use crate::Mailbox;
use crate::mailbox::{Entry, Standing};
use crate::trouble::Trouble;
use askama::Template;
use axum::response::Response;
use std::sync::Arc;
use web::{Page, Visit};

/// The state of the router.
#[derive(Clone)]
pub(crate) struct Scene {
    /// The office's post.
    pub(crate) mailbox: Arc<dyn Mailbox>,
    /// Where these pages are mounted: `""` or `/practice`.
    pub(crate) at: &'static str,
    /// Where practice is mounted, for the link in the menu.
    pub(crate) practice: Option<&'static str>,
}

impl Scene {
    /// A page with the menu's item `key` marked.
    pub(crate) async fn page(&self, visit: &Visit, key: &'static str) -> Result<Page, Stop> {
        let standing = self.mailbox.standing().await?;
        Ok(visit.page(self.frame(&standing, key)))
    }

    /// The frame for what is known of the office.
    pub(crate) fn frame(&self, standing: &Standing, key: &'static str) -> web::Frame {
        frame::of(standing, key, self.at, self.practice)
    }

    /// Where a person stands now: a message that is said on the way there is not lost to a further redirect.
    pub(crate) async fn door(&self) -> Result<String, Stop> {
        let path = match self.mailbox.standing().await?.entry {
            Entry::FirstRun => "/setup",
            Entry::SignedOut => "/sign-in",
            Entry::Locked => "/lock",
            Entry::Open => "/",
        };
        Ok(self.path(path))
    }

    /// A path of these pages.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.at)
    }

    /// The page that tells of trouble.
    pub(crate) async fn tell(&self, visit: &Visit, trouble: &Trouble) -> Answered {
        let number = trouble.number.clone().unwrap_or_else(|| visit.number().to_string());
        self.mailbox.told(without_names(&trouble.title), number.clone()).await?;
        let page = self.page(visit, "").await?;
        let back = self.path("/");
        let shown = TroublePage {
            why: explanation(trouble, self.at, Some(number)),
            remarks: trouble.remarks.clone(),
            back_label: "トップへもどる",
            page,
            back,
        };
        let mut response = show(&shown)?;
        *response.status_mut() = super::stop::status(trouble.kind);
        Ok(response)
    }
}

/// A sentence for the log: what stands in brackets may be a name of a person, an office or a file.
fn without_names(text: &str) -> String {
    let mut parts = text.split('「');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + "「…" + part.find('」').and_then(|end| part.get(end..)).unwrap_or_default())
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    page: Page,
    why: web::Explanation,
    remarks: Vec<crate::remark::Remark>,
    back: String,
    back_label: &'static str,
}

/// Renders a page or a part of one.
pub(crate) fn show(template: &impl Template) -> Result<Response, Stop> {
    Ok(web::show(template)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_gets_no_names() {
        assert_eq!(without_names("「A」から「B.csv」を開けません。"), "「…」から「…」を開けません。");
        assert_eq!(without_names("つながりません。"), "つながりません。");
        assert_eq!(without_names("「途中まで"), "「…");
    }
}
