//! Which files are meant: walks folders, leaves out what is no care-plan data, and says what it could not reach.

use super::trouble::{Reason, Trouble};
use standard::types::NameReading;
use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders inside folders are followed so deep.
const DEPTH: usize = 32;
/// More files than this are not taken in one run.
const MOST: usize = 100_000;

/// What the paths on the command line stand for.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The files to check, in the order of the command line, those of a folder by name.
    pub(super) files: Vec<Found>,
    /// What could not be reached.
    pub(super) troubles: Vec<Trouble>,
    /// Number of hidden and system files that were left out.
    pub(super) hidden: usize,
    /// Files of other kinds, left out.
    pub(super) others: Vec<String>,
}

/// A file to check.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is called in the result.
    pub(super) shown: Arc<str>,
    /// The folder it was found in.
    pub(super) folder: PathBuf,
    /// Its size when it was found.
    pub(super) size: u64,
}

impl Found {
    /// The last part of its path.
    pub(super) fn file_name(&self) -> &str {
        self.shown.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

/// Finds the files that the paths stand for.
pub(super) fn gather(paths: &[PathBuf], name: Option<&str>) -> Gathered {
    let mut walk = Walk { gathered: Gathered::default(), seen: HashSet::new(), several: paths.len() > 1 };
    for path in paths {
        if path.as_os_str() == "-" {
            walk.gathered.files.push(standard_input(name));
        } else {
            walk.path(path, 0);
        }
    }
    walk.gathered
}

fn standard_input(name: Option<&str>) -> Found {
    Found { path: None, shown: Arc::from(visible(name.unwrap_or("-"))), folder: PathBuf::new(), size: 0 }
}

struct Walk {
    gathered: Gathered,
    /// Folders that were walked, and files when a path may name them twice.
    seen: HashSet<PathBuf>,
    several: bool,
}

impl Walk {
    /// Takes what stands at a path; `depth` 0 is the command line.
    fn path(&mut self, path: &Path, depth: usize) {
        match path.metadata() {
            Err(error) => self.trouble(path, reason(path, &error)),
            Ok(data) if data.is_dir() => self.folder(path, depth),
            Ok(data) if data.is_file() => self.file(path, &data, depth),
            Ok(_) if depth == 0 => self.trouble(path, Reason::NoFile),
            Ok(_) => self.trouble(path, Reason::NoFileInFolder),
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        if depth > DEPTH {
            return self.trouble(path, Reason::TooDeep);
        }
        match path.canonicalize().map(|real| self.seen.insert(real)) {
            Ok(true) => {}
            Ok(false) => return self.trouble(path, Reason::SeenBefore),
            Err(error) => return self.trouble(path, Reason::of(&error)),
        }
        let entries = match path.read_dir() {
            Ok(entries) => entries,
            Err(error) => return self.trouble(path, Reason::of(&error)),
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => paths.push(entry.path()),
                Err(error) => self.trouble(path, Reason::of(&error)),
            }
        }
        // Files before folders: the files of a set stay together.
        paths.sort_by_cached_key(|path| (path.is_dir(), path.clone()));
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if is_hidden(&name) {
                self.gathered.hidden += 1;
            } else {
                self.path(&path, depth + 1);
            }
        }
    }

    fn file(&mut self, path: &Path, data: &Metadata, depth: usize) {
        let shown = shown(path);
        let found = Found {
            path: Some(path.to_owned()),
            shown: Arc::from(shown.as_str()),
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            size: data.len(),
        };
        if depth > 0 && !is_wanted(found.file_name()) {
            self.gathered.others.push(shown);
        } else if self.several && !path.canonicalize().is_ok_and(|real| self.seen.insert(real)) {
            // The same file was named twice: it is checked once.
        } else if self.gathered.files.len() >= MOST {
            self.trouble(path, Reason::TooMany);
        } else {
            self.gathered.files.push(found);
        }
    }

    fn trouble(&mut self, path: &Path, reason: Reason) {
        let told = self.gathered.troubles.iter().any(|trouble| trouble.reason == Reason::TooMany);
        if reason != Reason::TooMany || !told {
            self.gathered.troubles.push(Trouble { path: shown(path), reason });
        }
    }
}

/// A link whose end cannot be found for another reason than the usual ones goes in a circle.
fn reason(path: &Path, error: &std::io::Error) -> Reason {
    match Reason::of(error) {
        Reason::Other(_) if path.is_symlink() => Reason::Circle,
        reason => reason,
    }
}

/// What Windows, macOS and editors put into folders.
fn is_hidden(name: &str) -> bool {
    let system = ["Thumbs.db", "ehthumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "__MACOSX"];
    name.starts_with('.') || name.starts_with("~$") || system.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A file of a folder that is looked at: named like a document of the standard, CSV, PDF or picture.
fn is_wanted(name: &str) -> bool {
    let reading = NameReading::read(name);
    let is_csv = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("csv"));
    is_csv || reading.is_attachment() || reading.means_a_document()
}

/// A path as it is shown: nothing in it can steer a terminal.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

fn visible(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_folder_gives() {
        for name in ["UPPLAN.CSV", "a.csv", "UPKIHON_memo.txt", "x.pdf", "x.JPEG", "利用票.CSV", "UPPLAN_202505"] {
            assert!(is_wanted(name) && !is_hidden(name), "{name}");
        }
        for name in ["memo.txt", "利用票.xlsx", "README", "a.csv.zip"] {
            assert!(!is_wanted(name) && !is_hidden(name), "{name}");
        }
        for name in [".DS_Store", "._UPPLAN.CSV", "thumbs.db", "Desktop.ini", "~$利用票.xlsx"] {
            assert!(is_hidden(name), "{name}");
        }
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(visible("a\x1b[2J\u{202e}\nb表.CSV"), "a\u{fffd}[2J\u{fffd}\u{fffd}b表.CSV");
    }
}
