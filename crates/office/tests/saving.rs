//! Saving: nothing is overwritten, nothing leaves the chosen folder (S56).

use evidence::container::DocumentName;
use office::transfer::{Layout, SaveError, Sender, save};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const SENDER: Sender<'_> = Sender { number: "1370000001", name: "さくら" };

fn save_one(into: &Path, sender: Sender<'_>, name: &str, content: &[u8]) -> Result<office::transfer::Saved, SaveError> {
    let name = DocumentName::parse(name).unwrap();
    save(into, Layout::Apart, (sender, "20250425102000"), [(&name, content)].into_iter())
}

#[test]
fn other_bytes_get_a_number_and_the_same_bytes_nothing() {
    let into = tempfile::tempdir().unwrap();
    let names = |content: &[u8]| {
        let saved = save_one(into.path(), SENDER, "表.CSV", content).unwrap();
        let file = &saved.files[0];
        (file.path.file_name().unwrap().to_str().unwrap().to_owned(), file.was_there)
    };
    assert_eq!(names(b"1"), ("表.CSV".to_owned(), false));
    assert_eq!(names(b"1"), ("表.CSV".to_owned(), true));
    assert_eq!(names(b"2"), ("表 (2).CSV".to_owned(), false));
    assert_eq!(names(b"2"), ("表 (2).CSV".to_owned(), true));
    assert_eq!(names(b"3"), ("表 (3).CSV".to_owned(), false));
    let folder = into.path().join("1370000001 さくら/20250425102000");
    assert_eq!(fs::read(folder.join("表.CSV")).unwrap(), b"1");
    assert_eq!(folder.read_dir().unwrap().count(), 3);
}

#[test]
fn side_by_side_nothing_is_overwritten_either() {
    let into = tempfile::tempdir().unwrap();
    let name = DocumentName::parse("お知らせ.pdf").unwrap();
    for (serial, content) in [("20250425102000", b"1"), ("20250425103000", b"2"), ("20250425102000", b"1")] {
        let documents = [(&name, &content[..])].into_iter();
        let saved = save(into.path(), Layout::Together, (SENDER, serial), documents).unwrap();
        assert_eq!(saved.folder, into.path().canonicalize().unwrap());
    }
    assert_eq!(fs::read(into.path().join("お知らせ.pdf")).unwrap(), b"1");
    assert_eq!(fs::read(into.path().join("お知らせ (2).pdf")).unwrap(), b"2");
    assert_eq!(into.path().read_dir().unwrap().count(), 2);
}

#[test]
fn what_a_killed_run_left_is_not_taken_for_a_document() {
    let into = tempfile::tempdir().unwrap();
    let folder = into.path().join("1370000001 さくら/20250425102000");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(".a.CSV.renkei-part"), b"half").unwrap();
    save_one(into.path(), SENDER, "a.CSV", b"whole").unwrap();
    assert_eq!(fs::read(folder.join("a.CSV")).unwrap(), b"whole");
    assert_eq!(folder.read_dir().unwrap().count(), 1);
    // Killed after the document had its name and before the rest was cleared away.
    fs::hard_link(folder.join("a.CSV"), folder.join(".a.CSV.renkei-part")).unwrap();
    assert!(save_one(into.path(), SENDER, "a.CSV", b"whole").unwrap().files[0].was_there);
    assert_eq!(folder.read_dir().unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn s56_a_link_does_not_lead_out_of_the_folder() {
    let (into, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(outside.path(), into.path().join("1370000001 さくら")).unwrap();
    assert!(matches!(save_one(into.path(), SENDER, "a.CSV", b"1"), Err(SaveError::Outside(_))));
    let folder = into.path().join("1370000001 もみじ/20250425102000");
    fs::create_dir_all(&folder).unwrap();
    let target = outside.path().join("target");
    fs::write(&target, b"kept").unwrap();
    std::os::unix::fs::symlink(&target, folder.join("a.CSV")).unwrap();
    save_one(into.path(), Sender { name: "もみじ", ..SENDER }, "a.CSV", b"1").unwrap();
    assert_eq!(fs::read(target).unwrap(), b"kept");
    assert_eq!(fs::read(folder.join("a (2).CSV")).unwrap(), b"1");
}

proptest! {
    #[test]
    fn s56_whatever_the_office_is_called_the_file_lies_inside(name in "\\PC{0,40}|[./\\\\:*?\"<>| ~0-9a-zCON]{0,12}") {
        let into = tempfile::tempdir().unwrap();
        let saved = save_one(into.path(), Sender { name: &name, ..SENDER }, "a.CSV", b"1").unwrap();
        let root = into.path().canonicalize().unwrap();
        let depth = saved.files[0].path.strip_prefix(&root).unwrap().components().count();
        prop_assert_eq!(depth, 3);
    }

    #[test]
    fn s56_whatever_a_document_is_called_it_is_one_name_or_refused(name in "\\PC{0,30}|[./\\\\:*?\"<>| ~0-9aCON\u{202e}]{0,12}") {
        if let Ok(parsed) = DocumentName::parse(&name) {
            let into = tempfile::tempdir().unwrap();
            let saved = save(into.path(), Layout::Apart, (SENDER, "20250425102000"), [(&parsed, &b"1"[..])].into_iter()).unwrap();
            prop_assert_eq!(saved.files[0].path.file_name().unwrap().to_str().unwrap(), name);
        }
    }
}
