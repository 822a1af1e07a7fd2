//! Embeds the browser's files in the binary: own ones from `assets/`, those of others from the target folder.
//!
//! Nothing is fetched here: `cargo xtask assets` does that, and npm checks it against package-lock.json. Without those
//! files the build goes on with a warning and pages are plain forms, unless `UI_ASSETS_REQUIRED` is set.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]
#![allow(clippy::disallowed_methods, reason = "cargo talks to a build script through the environment")]

mod embed;
mod others;

use embed::Embedded;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for path in ["build", "assets", "package-lock.json"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let others = others::find(&here, &out)?;
    let mut embedded = Embedded::new(&out);
    let mut css = fs::read_to_string(here.join("assets/tokens.css"))?;
    if let Some(others) = &others {
        css = others.text("@digital-go-jp/design-tokens", "dist/tokens.css")? + "\n" + &css;
    }
    css += &joined(&here.join("assets/css"))?;
    embedded.add("CSS", "app.css", "text/css; charset=utf-8", css.as_bytes())?;
    embedded.add("JS", "app.js", SCRIPT, &fs::read(here.join("assets/app.js"))?)?;
    embedded.add("ICON", "icon.svg", "image/svg+xml", &fs::read(here.join("assets/icon.svg"))?)?;
    match &others {
        Some(others) => {
            embedded.add("HTMX", "htmx.js", SCRIPT, others.text("htmx.org", "dist/htmx.min.js")?.as_bytes())?;
        }
        None => embedded.nothing("HTMX"),
    }
    embedded.notices(others.map(|others| others.notices()).transpose()?.unwrap_or_default());
    embedded.write()
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The texts of a folder, one after the other in the order of their names.
fn joined(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    let texts: Result<Vec<String>, std::io::Error> = paths.iter().map(fs::read_to_string).collect();
    Ok(texts?.join("\n"))
}
