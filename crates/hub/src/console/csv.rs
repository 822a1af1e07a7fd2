//! CSV files that the console hands out: every field quoted, and nothing in it is a formula for a spreadsheet (S58).

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

/// A line.
pub(super) fn line<const N: usize>(fields: [&str; N]) -> String {
    format!("{}\r\n", fields.map(cell).join(","))
}

/// A file of this name; it begins with a mark by which spreadsheets know UTF-8.
pub(super) fn file(name: &str, lines: &str) -> Response {
    let kind = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (kind, format!("\u{feff}{lines}")).into_response()
}

fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s58_no_cell_of_an_export_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\0=1", "＝1", "＋1", "－1", "＠x"] {
            assert!(cell(text).starts_with("\"'"), "{text}");
        }
        assert_eq!(cell("a\"b,c"), "\"a\"\"b,c\"");
        assert_eq!(line(["office:1370000001", ""]), "\"office:1370000001\",\"\"\r\n");
    }
}
