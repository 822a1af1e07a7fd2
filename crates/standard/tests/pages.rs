//! Pages of the documents that are made from the code: compared, or written anew when asked.

use std::path::Path;

/// Compares a page in `docs/` with what it should be. `RENKEI_BLESS=1` writes it instead.
pub(crate) fn keep(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    #[allow(clippy::disallowed_methods, reason = "asked for by the person who runs the tests")]
    if std::env::var("RENKEI_BLESS").is_ok() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(
        there == text,
        "docs/{page} is not what the code says: {differs:?}. Write it anew with: RENKEI_BLESS=1 cargo test -p standard {page}",
        page = page.trim_end_matches(".md")
    );
}

/// Text in a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\r', '\n'], " ")
}
