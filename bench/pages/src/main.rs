//! Measures the pages of a hub with many offices: `bench-pages COUNT`.
//!
//! A hub in this process, on real ports with TLS as it is run: an operator brings the offices in by a file, then the pages of
//! the console and of the apply site are asked for, one after the other.

mod bring_in;
mod money;
mod pages;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let Some(count) = count else {
        eprintln!("bench-pages COUNT");
        return ExitCode::FAILURE;
    };
    let hub = testkit::operator::hub_with_console().await;
    let chief = testkit::operator::signed_in(&hub, "chief", "admin").await;
    bring_in::bring_in(&chief, count).await;
    let office = bring_in::an_office(count);
    money::charge_all(&hub, count).await;
    pages::console(&hub, &chief, &office).await;
    money::pages(&hub, &chief).await;
    pages::site(&hub, &office).await;
    ExitCode::SUCCESS
}
