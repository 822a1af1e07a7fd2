//! The folder into which care software exports: its files, and when each is finished.

mod settling;

pub(crate) use settling::{Seen, Settling};

use standard::types::NameReading;
use std::io;
use std::path::Path;

/// Files of the folder itself that may be sent.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<Seen>> {
    let mut seen = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(data) = entry.metadata() else { continue };
        if data.is_file() && is_wanted(&name) {
            seen.push(Seen { path: entry.path(), size: data.len(), modified: data.modified().ok() });
        }
    }
    // The serial stands at the end of names: sets go out in its order.
    seen.sort_by_cached_key(|seen| {
        let name = seen.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (NameReading::read(&name).name.map(|name| name.serial.to_string()), name)
    });
    Ok(seen)
}

fn is_wanted(name: &str) -> bool {
    let reading = NameReading::read(name);
    let is_csv = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
    let hidden = name.starts_with('.') || name.starts_with("~$");
    !hidden && (is_csv || reading.is_attachment() || reading.means_a_document())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn sets_come_in_the_order_of_their_serials() {
        let folder = tempfile::tempdir().unwrap();
        let late = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";
        let early = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";
        for name in [late, early, "memo.txt", ".x.CSV", "~$a.CSV"] {
            fs::write(folder.path().join(name), b"").unwrap();
        }
        fs::create_dir(folder.path().join("送信済み")).unwrap();
        let names: Vec<_> = list(folder.path()).unwrap().into_iter().map(|seen| seen.path).collect();
        assert_eq!(names, [folder.path().join(early), folder.path().join(late)]);
    }
}
