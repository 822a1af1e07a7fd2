//! `cargo xtask tidy`: house rules that a program can see.

mod edges;
mod sizes;
pub(crate) mod sources;
mod words;

use crate::run::root;
use sources::Source;

/// Checks all rules; every breach is printed with its place.
pub(crate) fn run() -> Result<(), String> {
    let sources = sources::read(&root())?;
    let mut breaches = Vec::new();
    breaches.extend(sources.iter().flat_map(sizes::check));
    breaches.extend(sources.iter().flat_map(words::check));
    breaches.extend(edges::check()?);
    breaches.extend(crate::requirements::check(&sources));
    if breaches.is_empty() {
        println!("tidy: {} files, nothing to mend", sources.len());
        return Ok(());
    }
    for breach in &breaches {
        eprintln!("{breach}");
    }
    Err(format!("tidy: {} breaches of the house rules", breaches.len()))
}
