//! The public pages, in Chromium, at a hub on real ports.

mod back;
mod certificates;
pub(crate) mod desk;
mod guards;
mod invoices;
mod journeys;
mod licences;
mod own;

/// A hub that is reached as `localhost`.
async fn reachable_hub() -> testkit::TestHub {
    testkit::TestHub::with(|config| config.names = vec!["localhost".to_owned()]).await
}
