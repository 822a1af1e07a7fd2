//! The public pages, in Chromium, at a hub on real ports.

mod guards;
mod journeys;
