//! What an operator does over the years, by the command line: backup, restore, verify, a new master key, the doctor.

use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Runs the program; gives whether it succeeded, and what it said.
fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei-hub"));
    command.args(arguments).current_dir(folder).env_clear();
    command.env("RENKEI_HUB_ROOT_PASSPHRASE", "root passphrase");
    command.env("RENKEI_HUB_ISSUING_PASSPHRASE", "issuing passphrase");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned();
    (output.status.success(), said)
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let (success, said) = run(folder, arguments);
    assert!(success, "{arguments:?}: {said}");
    said
}

fn prepared() -> TempDir {
    let folder = TempDir::new().unwrap();
    let init = ["init", "--data", "data", "--organisation", "Test", "--network", "test.example", "--name", "localhost"];
    done(folder.path(), &init);
    let office = ["--name", "架空センター", "--kana", "カクウ", "--prefecture", "13", "--service", "43"];
    done(folder.path(), &[&["office", "add", "1370000001"], office.as_slice()].concat());
    folder
}

#[test]
fn r16_backup_restore_and_verify_by_the_command_line() {
    let folder = prepared();
    let at = folder.path();
    let said = done(at, &["backup", "--to", "backup"]);
    assert!(said.contains("控えを backup に作りました"), "{said}");
    let (again, said) = run(at, &["backup", "--to", "backup"]);
    assert!(!again && said.contains("空のフォルダーではありません"), "{said}");
    let (living, said) = run(at, &["restore", "--from", "backup"]);
    assert!(!living && said.contains("上書きはしません"), "{said}");
    let said = done(at, &["verify"]);
    assert!(said.contains("壊れているものはありませんでした"), "{said}");

    std::fs::rename(at.join("data"), at.join("old")).unwrap();
    let said = done(at, &["restore", "--from", "backup"]);
    assert!(said.contains("master.key を、保管してある鍵から戻してください"), "{said}");
    for key in ["master.key", "pepper.key"] {
        std::fs::copy(at.join("old").join(key), at.join("data").join(key)).unwrap();
    }
    done(at, &["verify"]);
    let import = "1370000001,架空センター,カクウ,13,43\n";
    std::fs::write(at.join("offices.csv"), import).unwrap();
    let said = done(at, &["office", "import", "offices.csv"]);
    assert!(said.contains("変わりなし1件"), "the office is there again: {said}");
}

#[test]
fn r8_verify_names_what_is_damaged_and_fails() {
    let folder = prepared();
    let database = folder.path().join("data/hub.db");
    let mut bytes = std::fs::read(&database).unwrap();
    // The pages of the tables' roots: SQLite itself finds what is wrong there.
    let end = bytes.len().min(64 << 10);
    bytes[8 << 10..end].fill(0x55);
    std::fs::write(&database, bytes).unwrap();
    let (whole, said) = run(folder.path(), &["verify"]);
    assert!(!whole && said.contains("破損  データベース"), "{said}");
    let (made, said) = run(folder.path(), &["backup", "--to", "backup"]);
    assert!(
        !made && said.contains("renkei-hub verify"),
        "a damaged database is not backed up as if it were whole: {said}"
    );
}

#[test]
fn s42_a_new_master_key_by_the_command_line() {
    let folder = prepared();
    let key = folder.path().join("data/master.key");
    let old = std::fs::read(&key).unwrap();
    let said = done(folder.path(), &["key", "rotate"]);
    assert!(said.contains("鍵を交換しました") && std::fs::read(&key).unwrap() != old, "{said}");
    done(folder.path(), &["verify"]);
    done(folder.path(), &["code", "make", "1370000001"]);
}

#[test]
fn r30_the_doctor_looks_at_disk_clock_list_and_certificates() {
    let folder = prepared();
    let (_, said) = run(folder.path(), &["doctor"]);
    for words in ["サーバー証明書は", "到達証の証明書は", "失効リストは", "ディスクの空きは", "時計は"]
    {
        assert!(said.contains(&format!("よい    {words}")), "{words}: {said}");
    }
    let config = folder.path().join("renkei-hub.toml");
    let text =
        std::fs::read_to_string(&config).unwrap().replace("free_bytes = 268435456", "free_bytes = 9000000000000000000");
    std::fs::write(&config, text).unwrap();
    std::fs::write(folder.path().join("data/master.key.next"), [1; 32]).unwrap();
    let (good, said) = run(folder.path(), &["doctor"]);
    assert!(!good && said.contains("要対応  ディスクの空きが") && said.contains("鍵の交換が途中です"), "{said}");
    let (renewed, said) = run(folder.path(), &["certificate", "renew-own"]);
    assert!(!renewed && said.contains("連携基盤が動いていません"), "{said}");
}
