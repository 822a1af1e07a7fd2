//! The command line as an operator sees it.

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const PASSPHRASES: [(&str, &str); 2] =
    [("RENKEI_HUB_ROOT_PASSPHRASE", "root passphrase"), ("RENKEI_HUB_ISSUING_PASSPHRASE", "issuing passphrase")];

fn run(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei-hub"));
    command.args(arguments).current_dir(folder).env_clear().envs(environment.iter().copied());
    command.output().unwrap()
}

fn init(folder: &Path, environment: &[(&str, &str)]) -> Output {
    let arguments =
        ["init", "--data", "data", "--organisation", "Test", "--network", "test.example", "--name", "localhost"];
    run(folder, &arguments, environment)
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

#[test]
fn help_teaches_the_first_steps() {
    let folder = TempDir::new().unwrap();
    let help = run(folder.path(), &["--help"], &[]);
    assert!(help.status.success());
    insta::assert_snapshot!("help", text(&help));
}

#[test]
fn init_is_done_once_and_wants_passphrases() {
    let folder = TempDir::new().unwrap();
    let refused = init(folder.path(), &PASSPHRASES[..1]);
    assert!(!refused.status.success() && text(&refused).contains("RENKEI_HUB_ISSUING_PASSPHRASE"));
    let short = init(folder.path(), &[PASSPHRASES[0], (PASSPHRASES[1].0, "short")]);
    assert!(!short.status.success() && text(&short).contains("12文字以上"));
    assert!(!folder.path().join("data").exists(), "nothing was begun");
    let done = init(folder.path(), &PASSPHRASES);
    assert!(done.status.success(), "{}", text(&done));
    let again = init(folder.path(), &PASSPHRASES);
    assert!(!again.status.success() && text(&again).contains("すでに連携基盤のデータがあります"));
    for secret in ["master.key", "pepper.key", "server.key", "receipt.key"] {
        let mode = std::os::unix::fs::MetadataExt::mode(&folder.path().join("data").join(secret).metadata().unwrap());
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
}

#[test]
fn commands_work_without_a_running_hub_and_the_doctor_names_what_is_wrong() {
    let folder = TempDir::new().unwrap();
    assert!(init(folder.path(), &PASSPHRASES).status.success());
    let office = ["--name", "架空センター", "--kana", "カクウ", "--prefecture", "13", "--service", "43"];
    let add = run(folder.path(), &[&["office", "add", "1370000001"], office.as_slice()].concat(), &[]);
    assert!(text(&add).contains("追加1件"), "{}", text(&add));
    let csv = "1370000001,架空センター,カクウ,13,43\n1370000002,架空,カクウ,99,11\n1370000003,架空\n";
    std::fs::write(folder.path().join("offices.csv"), csv).unwrap();
    let import = run(folder.path(), &["office", "import", "offices.csv"], &[]);
    assert!(!import.status.success() && text(&import).contains("3行目"), "{}", text(&import));
    let code = run(folder.path(), &["code", "make", "1370000009"], &[]);
    assert!(!code.status.success() && text(&code).contains("1370000009"), "{}", text(&code));
    let doctor = run(folder.path(), &["doctor"], &[]);
    assert!(!doctor.status.success() && text(&doctor).contains("renkei-hub ca serve"), "{}", text(&doctor));
    std::fs::remove_file(folder.path().join("data/master.key")).unwrap();
    let doctor = run(folder.path(), &["doctor"], &[]);
    assert!(text(&doctor).contains("master.key がありません"), "{}", text(&doctor));
    let serve = run(folder.path(), &["serve"], &[]);
    assert!(!serve.status.success() && text(&serve).contains("master.key"), "{}", text(&serve));
}
