//! The start by a double click: there is no console, so what went wrong is shown as a page of its own. Who asks for help or
//! the version gets it printed, and nothing starts.

use crate::{Exit, Screen, Surroundings, Terminal, platform};
use std::ffi::OsString;
use std::io::{self, Write};

/// Does what `renkei app` does with these arguments. What it would write to a console opens as a page when it could not begin.
pub fn run(args: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Exit {
    let args: Vec<OsString> = args.into_iter().skip(1).collect();
    if let Some(line) = printed(&args) {
        return crate::run(line, surroundings, &mut Terminal::of_process());
    }
    let mut said = Vec::new();
    let exit = {
        let mut terminal = Terminal {
            input: Box::new(io::empty()),
            output: Box::new(io::sink()),
            errors: Box::new(&mut said),
            output_screen: Screen::FILE,
            errors_screen: Screen::FILE,
        };
        let line = ["renkei".into(), "app".into()].into_iter().chain(args);
        crate::run(line, surroundings, &mut terminal)
    };
    if exit != Exit::Clean {
        // Nothing more can be done when not even a page can be opened.
        drop(show(&String::from_utf8_lossy(&said)));
    }
    exit
}

/// What only prints: the version, or the help.
fn printed(args: &[OsString]) -> Option<Vec<OsString>> {
    let has = |names: [&str; 2]| args.iter().any(|arg| names.iter().any(|name| arg == name));
    let line: &[&str] = match () {
        () if has(["--version", "-V"]) => &["renkei", "--version"],
        () if has(["--help", "-h"]) => &["renkei", "app", "--help"],
        () => return None,
    };
    Some(line.iter().map(OsString::from).collect())
}

fn show(said: &str) -> io::Result<()> {
    let file = std::env::temp_dir().join(format!("renkei-{}.html", std::process::id()));
    std::fs::File::create_new(&file)?.write_all(page(said).as_bytes())?;
    platform::open_file(&file).map(drop)
}

fn page(said: &str) -> String {
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\"><meta charset=\"utf-8\"><title>れんけいを開けません</title>\n\
         <body style=\"font:18px/1.7 sans-serif;max-width:44em;margin:3em auto\"><h1>れんけいを開けません</h1>\n\
         <pre style=\"white-space:pre-wrap;font:inherit\">{said}</pre></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_shown_as_text() {
        let page = page("renkei: <b>「A & B」を読み書きできません。");
        assert!(page.contains("renkei: &lt;b&gt;「A &amp; B」を読み書きできません。"));
    }
}
