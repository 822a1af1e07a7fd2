//! The use cases over a real store, with real containers and receipts of a made-up authority.

mod accounts;
mod certificates;
mod closed_money;
mod closings;
mod deductions;
mod interleaved;
mod licences;
mod offices;
mod portals;
mod sessions;
mod statements;
mod steps;
mod submit;
mod upkeep;
mod world;
