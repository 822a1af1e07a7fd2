//! Saves documents into a folder under their original names, never overwriting anything (S56).

use evidence::container::DocumentName;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// More copies of one name are not made.
const MOST_COPIES: u32 = 1_000;

/// Who sent: the folder is named after it.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// 事業所番号.
    pub number: &'a str,
    /// Its name, as the hub says it.
    pub name: &'a str,
}

/// How documents lie below the chosen folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A folder for each sender, and in it one for each set.
    Apart,
    /// Side by side, for care software that reads one folder. The names that the standard gives differ by sender and serial;
    /// other names that meet get a number.
    Together,
}

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The folder of the set.
    pub folder: PathBuf,
    /// The documents in their order.
    pub files: Vec<SavedFile>,
}

/// One saved document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFile {
    /// Where it is.
    pub path: PathBuf,
    /// The same bytes were there before.
    pub was_there: bool,
}

/// Why documents were not saved.
#[derive(Debug, Error)]
pub enum SaveError {
    /// A file or folder.
    #[error("{path} cannot be written")]
    File {
        /// The path.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A link leads out of the folder that was chosen.
    #[error("{0} lies outside the chosen folder")]
    Outside(PathBuf),
}

/// Saves into `<into>/<number> <name>/<serial>/`, or into `<into>` itself. When this returns, the documents are on disk.
///
/// # Errors
/// [`SaveError`]; what was saved until then stays.
pub fn save<'d>(
    into: &Path,
    layout: Layout,
    (sender, serial): (Sender<'_>, &str),
    documents: impl Iterator<Item = (&'d DocumentName, &'d [u8])>,
) -> Result<Saved, SaveError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SaveError::File { path, source }
    };
    fs::create_dir_all(into).map_err(failed(into))?;
    let root = into.canonicalize().map_err(failed(into))?;
    let office = match layout {
        Layout::Apart => root.join(folder_name(sender)),
        Layout::Together => root.clone(),
    };
    let folder = match layout {
        Layout::Apart => office.join(serial),
        Layout::Together => root.clone(),
    };
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    // A link in the way could lead anywhere.
    let real = folder.canonicalize().map_err(failed(&folder))?;
    if !real.starts_with(&root) {
        return Err(SaveError::Outside(folder));
    }
    let mut files = Vec::new();
    for (name, content) in documents {
        files.push(save_one(&real, name, content).map_err(failed(&real.join(name.as_str())))?);
    }
    for path in [&real, &office, &root] {
        sync_folder(path).map_err(failed(path))?;
    }
    Ok(Saved { folder: real, files })
}

/// `1370000001 さくら居宅介護支援事業所`; the name is another's word and may hold anything.
fn folder_name(sender: Sender<'_>) -> String {
    let wanted = format!("{} {}", sender.number, sender.name);
    if DocumentName::parse(&wanted).is_ok() {
        return wanted;
    }
    let kept: String =
        sender.name.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '_' }).take(60).collect();
    let kept = format!("{} {kept}", sender.number);
    if DocumentName::parse(&kept).is_ok() { kept } else { sender.number.to_owned() }
}

fn save_one(folder: &Path, name: &DocumentName, content: &[u8]) -> io::Result<SavedFile> {
    let part = folder.join(format!(".{name}.renkei-part"));
    for copy in 1..=MOST_COPIES {
        let path = folder.join(numbered(name.as_str(), copy));
        match same_bytes(&path, content)? {
            Some(true) => {
                // A run that was killed between giving the name and clearing away.
                clear(&part)?;
                return Ok(SavedFile { path, was_there: true });
            }
            Some(false) => continue,
            None => {}
        }
        write_part(&part, content)?;
        match put_in_place(&part, &path) {
            Ok(()) => return Ok(SavedFile { path, was_there: false }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// `name (2).CSV` for the second of a name.
fn numbered(name: &str, copy: u32) -> String {
    match (copy, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem} ({copy}).{extension}"),
        (_, None) => format!("{name} ({copy})"),
    }
}

/// `None` when nothing is there; whatever is there and is no file of these bytes is another thing.
fn same_bytes(path: &Path, content: &[u8]) -> io::Result<Option<bool>> {
    match path.symlink_metadata() {
        Ok(data) if data.is_file() && data.len() == content.len() as u64 => Ok(Some(fs::read(path)? == content)),
        Ok(_) => Ok(Some(false)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write_part(part: &Path, content: &[u8]) -> io::Result<()> {
    clear(part)?;
    let mut file = File::create_new(part)?;
    file.write_all(content)?;
    file.sync_all()
}

/// What a killed run left is thrown away; a link is not followed.
fn clear(part: &Path) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Gives the finished file its name, unless the name is taken. Care software never sees half a file.
fn put_in_place(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // A drive without hard links, such as a USB stick.
        Err(_) if !path.try_exists()? => fs::rename(part, path),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
