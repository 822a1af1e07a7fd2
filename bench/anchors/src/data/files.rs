//! The files on disk: written once, and again when the form of the data, the seed or the size has changed.

use super::encoding::{Encoding, encode};
use super::person::Person;
use super::{plan, slips};
use crate::random::Random;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Grows when the generated data changes.
const FORM: u32 = 1;
const SEED: u64 = 42;
const NAME: &str = "UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV";

/// Where the generated files are.
#[derive(Debug)]
pub struct Data {
    root: PathBuf,
}

impl Data {
    /// The files below a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// One file of a billion bytes.
    pub fn large(&self) -> PathBuf {
        self.file("large", 1_000_000_000)
    }

    /// One file of 200 million bytes.
    pub fn middle(&self) -> PathBuf {
        self.file("middle", 200_000_000)
    }

    /// Sixty-four files of four million bytes.
    pub fn many(&self) -> Vec<PathBuf> {
        let folder = self.folder("many", |folder| {
            for file in 0..64 {
                let serial = format!("2025042511{:02}{:02}", file / 60, file % 60);
                let name = format!("UPPLAN_202505_1370000001_43_1370000002_11_{serial}.CSV");
                write_upplan(&folder.join(name), 4_000_000, 10_000 * file, Encoding::Ms932);
            }
        });
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// Five hundred sets of 20 KB.
    pub fn sets() -> Vec<Vec<(String, Vec<u8>)>> {
        (0..500).map(slips::set).collect()
    }

    /// The folder of one set of 20 KB.
    pub fn set_folder(&self) -> PathBuf {
        self.folder("set", |folder| {
            for (name, bytes) in slips::set(0) {
                fs::write(folder.join(name), bytes).unwrap();
            }
        })
    }

    fn file(&self, folder: &str, size: usize) -> PathBuf {
        self.folder(folder, |folder| write_upplan(&folder.join(NAME), size, 0, Encoding::Ms932)).join(NAME)
    }

    /// The folder `name`, filled if it is not there in this form.
    fn folder(&self, name: &str, fill: impl Fn(&Path)) -> PathBuf {
        let folder = self.root.join(format!("form{FORM}-seed{SEED}")).join(name);
        if !folder.exists() {
            let unfinished = folder.with_extension("unfinished");
            let _ = fs::remove_dir_all(&unfinished);
            fs::create_dir_all(&unfinished).unwrap();
            fill(&unfinished);
            fs::rename(&unfinished, &folder).unwrap();
        }
        folder
    }
}

/// Writes a file of usage slips of at least `size` bytes, people from `first` on.
pub fn write_upplan(path: &Path, size: usize, first: u64, encoding: Encoding) {
    let mut file = BufWriter::with_capacity(1 << 20, fs::File::create(path).unwrap());
    let mut random = Random::new(SEED + first);
    let (mut written, mut number, mut text) = (0, first, String::new());
    while written < size {
        text.clear();
        for _ in 0..16 {
            plan::rows(&Person::new(number, &mut random), &mut text);
            number += 1;
        }
        let bytes = encode(&text, encoding);
        file.write_all(&bytes).unwrap();
        written += bytes.len();
    }
    file.flush().unwrap();
}
