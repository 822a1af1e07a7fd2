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
        let page = self.page(visit, "").await?;
        let back = self.path("/");
        let shown = TroublePage {
            why: explanation(trouble, self.at, Some(visit.number().to_string())),
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
