//! A page while it is rendered, and rendering.

use super::{Flash, Frame, Visit};
use crate::Shown;
use crate::assets::{self, Link};
use crate::form::proof;
use crate::random::RequestNumber;
use crate::trouble::Trouble;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// What the layout `kit/page.html` needs. A template that extends it has a field `page` of this type.
#[derive(Clone, Debug)]
pub struct Page {
    visit: Visit,
    frame: Frame,
    flashes: Vec<Flash>,
}

impl Page {
    pub(crate) fn new(visit: Visit, frame: Frame, flashes: Vec<Flash>) -> Self {
        Self { visit, frame, flashes }
    }

    /// The frame.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The messages.
    pub fn flashes(&self) -> &[Flash] {
        &self.flashes
    }

    /// True when the page shows what was typed before and not done.
    pub fn shows_typed(&self) -> bool {
        self.visit.shows_typed()
    }

    /// True when a password was typed beside it, which is not shown again.
    pub fn wants_password(&self) -> bool {
        self.visit.wants_password()
    }

    /// The path of the page.
    pub fn path(&self) -> &str {
        &self.visit.path
    }

    /// The number of the request.
    pub fn number(&self) -> RequestNumber {
        self.visit.number
    }

    /// The value of a form's hidden field, new each time (see `form.html`).
    pub fn token(&self) -> String {
        proof::make(&self.visit.site, &self.visit.session)
    }

    /// The style sheets.
    pub fn styles(&self) -> impl Iterator<Item = Link> {
        assets::CSS.into_iter()
    }

    /// The scripts.
    pub fn scripts(&self) -> impl Iterator<Item = Link> {
        assets::HTMX.into_iter().chain(assets::JS)
    }

    /// The icon.
    pub fn icon(&self) -> Option<Link> {
        assets::ICON
    }
}

/// Renders a page or a part of one.
pub fn show(template: &impl Template) -> Shown {
    let text = template.render().map_err(|failure| Trouble::internal(&failure))?;
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Ok(response)
}
