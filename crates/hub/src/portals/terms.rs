//! The terms of use. A changed text is a new version with a file of its own; older ones stay, since offices agreed to them.

use super::Portal;
use super::session::Settled;
use askama::Template;
use axum::extract::{Path, State};
use exchange::Sha256;
use web::{Page, Shown, Trouble, Visit, show};

/// The version that holds now.
pub(crate) const CURRENT: u32 = 2;

/// The text that holds now, as it is shown.
const TEXT: &str = include_str!("../../templates/portals/terms_2.html");

#[derive(Template)]
#[template(path = "portals/terms.html")]
struct Terms {
    page: Page,
    version: u32,
    is_current: bool,
}

/// What stands in the record of an agreement.
pub(super) fn digest() -> Sha256 {
    Sha256::of(TEXT.as_bytes())
}

/// The text of a version, to read and print.
pub(super) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    Settled(caller): Settled,
    Path(version): Path<String>,
) -> Shown {
    let version = version.parse().ok().filter(|version| (1..=CURRENT).contains(version));
    let version = version.ok_or_else(Trouble::not_found)?;
    let page = visit.page(portal.frame("licence", &caller).await?);
    show(&Terms { page, version, is_current: version == CURRENT })
}
