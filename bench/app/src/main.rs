//! Measures the window of the office app.
//!
//! - `fill HOME COUNT`: COUNT transmissions came and as many were sent, as the store of an enrolled office has it.
//! - `files FOLDER NUMBER`: a month's files of the office NUMBER, for 150 others.
//! - `measure RENKEI HOME FOLDER`: starts the window, asks for its pages as a browser does, and says how long it took.

mod files;
mod fill;
mod measure;
mod window;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "bench-app fill HOME COUNT | files FOLDER NUMBER | measure RENKEI HOME FOLDER";

fn main() -> ExitCode {
    // The client is built with what the office app uses for TLS, and asks for a provider even for plain pages.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["fill", home, count] => fill::fill(Path::new(home), count.parse().unwrap()),
        ["files", folder, number] => files::write(Path::new(folder), number),
        ["measure", renkei, home, folder] => measure::measure(renkei, Path::new(home), Path::new(folder)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
