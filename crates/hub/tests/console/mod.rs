//! The operator's console at a hub on real ports: over mutual TLS without a browser, and in Chromium.

mod approvals;
mod authenticator;
mod back;
mod bridge;
mod corrections;
mod doors;
mod journeys;
mod kept;
mod letters;
mod money;
mod money_journeys;
mod news;
mod news_journeys;
mod offices;
mod operators;
mod passkeys;
mod places;
mod rules;
mod stopped;
mod turned_away;
mod watch;

use hub::admin::AdminQuestion;
use reqwest::StatusCode;
use testkit::TestHub;
use testkit::operator::{Operator, client, hub_with_console, operator, proof, signed_in};
