//! What people drop: a folder of 300 files, copies, a video, a photo, names of all kinds.

use super::{Window, k2_files, ready};
use crate::live::{A, Live};
use std::fs::{self, File};
use std::path::Path;

/// Sets of three files.
const SETS: usize = 100;

fn exported(folder: &Path) {
    for path in k2_files() {
        let (name, bytes) = (path.file_name().unwrap().to_str().unwrap(), fs::read(&path).unwrap());
        for set in 0..SETS {
            let to = format!("13701{set:05}");
            let text = bytes.iter().map(|byte| char::from(*byte)).collect::<String>().replace("1370000002", &to);
            let bytes: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
            fs::write(folder.join(name.replace("1370000002", &to)), bytes).unwrap();
        }
    }
}

#[test]
fn a_folder_of_300_files_with_copies_a_video_and_a_photo() {
    let live = Live::start();
    let home = ready(&live, A);
    let folder = tempfile::tempdir().unwrap();
    let month = folder.path().join("5月分");
    fs::create_dir(&month).unwrap();
    exported(&month);
    let first = fs::read_dir(&month).unwrap().next().unwrap().unwrap().path();
    let stem = first.file_stem().unwrap().to_str().unwrap().to_owned();
    for copy in [" (1)", " - コピー"] {
        fs::copy(&first, month.join(format!("{stem}{copy}.CSV"))).unwrap();
    }
    File::create(month.join("動画📹.mp4")).unwrap().set_len(100_000_000).unwrap();
    fs::write(month.join("訪問先😀.jpg"), [0xff, 0xd8, 0xff, 0xe0]).unwrap();
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        window.go("/bulk").await;
        browser.drop_files(std::slice::from_ref(&month)).await;
        browser.see_after_work(&format!("{SETS}件の宛先に分けました。")).await;
        browser.see("動画📹.mp4").await;
        browser.see("訪問先😀.jpg").await;
        browser.axe().await;
        browser.look("office", "bulk-300-files").await;
        // Nothing is lost by a reload.
        browser.reload().await;
        browser.see("登録のない事業所").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}
