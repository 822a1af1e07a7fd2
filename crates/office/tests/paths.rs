//! What paths stand for: folders, loops, odd names, files that cannot be read. The other files are still checked.

use crate::run::{Ran, renkei, samples};
use office::Exit;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const RESULT: &str = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";

fn copy(set: &str, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in samples().join(set).read_dir().unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

fn check(paths: &[&Path]) -> Ran {
    let mut args: Vec<OsString> = vec!["check".into()];
    args.extend(paths.iter().map(|path| path.as_os_str().to_owned()));
    renkei(&args)
}

#[test]
fn folders_are_searched_and_what_is_no_data_is_told() {
    let folder = tempfile::tempdir().unwrap();
    copy("202407/K5", &folder.path().join("a/b/c"));
    for name in ["Thumbs.db", "desktop.ini", ".DS_Store", "a/._x.CSV"] {
        fs::write(folder.path().join(name), b"x").unwrap();
    }
    fs::write(folder.path().join("memo.txt"), b"x").unwrap();
    let ran = check(&[folder.path()]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.output);
    assert!(ran.output.contains("隠しファイルなど 4 件は調べていません。"), "{}", ran.output);
    assert!(ran.output.contains("ケアプランデータではないファイル 1 件は調べていません"), "{}", ran.output);
    assert!(ran.output.contains("全部で: 送信単位 1（送信できます 1、送信できません 0）"), "{}", ran.output);
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let folder = tempfile::tempdir().unwrap();
    copy("202407/K5", folder.path());
    let file = folder.path().join(RESULT);
    let ran = check(&[&file, folder.path(), &file]);
    assert!(ran.output.contains("ファイル 1、"), "{}", ran.output);
}

#[test]
fn an_attachment_goes_with_the_only_set_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    copy("202407/K5", folder.path());
    fs::write(folder.path().join("連絡.pdf"), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n").unwrap();
    let ran = check(&[folder.path()]);
    assert!(ran.output.contains("送信単位 1（"), "{}", ran.output);
    assert!(ran.output.contains("連絡.pdf"), "{}", ran.output);
    copy("202407/K6", folder.path());
    let ran = check(&[folder.path()]);
    assert!(ran.output.contains("送信単位のわからないファイル 連絡.pdf"), "{}", ran.output);
}

#[test]
fn names_in_parts_and_in_full_width_are_understood() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fs::read(samples().join("202407/K5").join(RESULT)).unwrap();
    fs::write(folder.path().join(RESULT.replace("UPJSK", "ＵＰＪＳＫ")), &bytes).unwrap();
    let deep = folder.path().join("か\u{3099}");
    fs::create_dir(&deep).unwrap();
    fs::write(deep.join(RESULT.replace("202506020", "202506021")), &bytes).unwrap();
    let ran = check(&[folder.path()]);
    assert_eq!(ran.exit, Exit::Errors);
    assert!(ran.output.contains("誤り[C0004]"), "{}", ran.output);
    assert!(ran.output.contains("送信単位 2（送信できます 1、"), "{}", ran.output);
}

#[test]
fn nothing_to_check() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path(), Path::new("/nowhere/to/be/found")] {
        let ran = check(&[path]);
        assert_eq!(ran.exit, Exit::Unusable);
        assert!(ran.errors.contains("調べるファイルがありませんでした"), "{}", ran.errors);
    }
    let ran = check(&[Path::new("/nowhere/to/be/found")]);
    assert!(ran.output.contains("/nowhere/to/be/found: 見つかりません"), "{}", ran.output);
}

#[test]
fn folders_inside_folders_have_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let deep: PathBuf = (0..40).map(|_| "d").collect();
    copy("202407/K5", &folder.path().join(&deep));
    copy("202407/K6", &folder.path().join("d"));
    let ran = check(&[folder.path()]);
    assert_eq!(ran.exit, Exit::Errors);
    assert!(ran.output.contains("フォルダーが深すぎる"), "{}", ran.output);
    assert!(ran.output.contains("ファイル 1、"), "{}", ran.output);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_that_go_back_are_walked_once() {
        let folder = tempfile::tempdir().unwrap();
        copy("202407/K5", &folder.path().join("a"));
        symlink(folder.path(), folder.path().join("a/back")).unwrap();
        symlink("circle", folder.path().join("a/circle")).unwrap();
        let ran = check(&[folder.path()]);
        assert!(ran.output.contains("すでに調べたフォルダーへのリンク"), "{}", ran.output);
        assert!(ran.output.contains("circle: リンクが輪になって"), "{}", ran.output);
        assert!(ran.output.contains("送信できます 1"), "{}", ran.output);
        assert_eq!(ran.exit, Exit::Errors);
    }

    #[test]
    fn a_file_that_cannot_be_read_does_not_stop_the_others() {
        let folder = tempfile::tempdir().unwrap();
        copy("202407/K5", folder.path());
        let name = "UPJSK_202505_1370000003_17_1370000001_43_20250602090500.CSV";
        // The memory of this process is a file, and reading its first byte fails even for the superuser.
        symlink("/proc/self/mem", folder.path().join(name)).unwrap();
        let ran = check(&[folder.path()]);
        assert_eq!(ran.exit, Exit::Errors);
        assert!(ran.output.contains("読み取れません"), "{}", ran.output);
        assert!(ran.output.contains("読めないファイル 1"), "{}", ran.output);
        assert!(ran.output.contains("送信できます 1、送信できません 1"), "{}", ran.output);
        let ran = check(&[&folder.path().join(name)]);
        assert_eq!(ran.exit, Exit::Unusable);
    }

    #[test]
    fn a_name_that_is_no_text() {
        let folder = tempfile::tempdir().unwrap();
        copy("202407/K5", folder.path());
        fs::write(folder.path().join(OsString::from_vec(b"\x95\x5c\x1b[31m.CSV".to_vec())), b"x").unwrap();
        let ran = check(&[folder.path()]);
        assert_eq!(ran.exit, Exit::Errors);
        assert!(!ran.output.contains('\x1b'));
        assert!(ran.output.contains('\u{fffd}'), "{}", ran.output);
    }
}
