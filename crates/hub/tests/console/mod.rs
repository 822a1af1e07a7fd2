//! The operator's console at a hub on real ports: over mutual TLS without a browser, and in Chromium.

mod bridge;
mod doors;
mod journeys;
mod money;
mod money_journeys;
mod news;
mod news_journeys;
mod offices;
mod places;
mod rules;

use hub::admin::AdminQuestion;
use reqwest::StatusCode;
use testkit::TestHub;
use testkit::operator::{Operator, client, hub_with_console, operator, proof, signed_in};
