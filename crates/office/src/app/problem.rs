//! The start by a double click: there is no console, so what went wrong is shown as a page of its own.

use crate::{Exit, Screen, Surroundings, Terminal, platform};
use std::io::{self, Write};

/// Does what `renkei app` does. What it would write to a console opens as a page when it could not begin.
pub fn run(surroundings: &Surroundings) -> Exit {
    let mut said = Vec::new();
    let exit = {
        let mut terminal = Terminal {
            input: Box::new(io::empty()),
            output: Box::new(io::sink()),
            errors: Box::new(&mut said),
            output_screen: Screen::FILE,
            errors_screen: Screen::FILE,
        };
        crate::run(["renkei".into(), "app".into()], surroundings, &mut terminal)
    };
    if exit != Exit::Clean {
        // Nothing more can be done when not even a page can be opened.
        drop(show(&String::from_utf8_lossy(&said)));
    }
    exit
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
