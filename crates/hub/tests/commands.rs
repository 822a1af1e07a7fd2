//! The command line as an operator sees it.

use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
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

/// `ca serve` as an operator has it in another window; it ends with the value.
struct Authority(Child);

impl Authority {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renkei-hub"));
        command.args(["ca", "serve"]).current_dir(folder).env_clear().envs(PASSPHRASES);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while UnixStream::connect(folder.join("data/authority.sock")).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "the authority has ended");
            std::thread::yield_now();
        }
        Self(child)
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn s22_an_operator_gets_certificate_and_code_which_another_program_can_open() {
    let folder = TempDir::new().unwrap();
    assert!(init(folder.path(), &PASSPHRASES).status.success());
    let add = ["operator", "add", "ito", "--name", "運用 太郎", "--role", "admin", "--to", "ito.p12"];
    let without = run(folder.path(), &add, &[]);
    assert!(!without.status.success() && text(&without).contains("renkei-hub ca serve"), "{}", text(&without));
    let _authority = Authority::start(folder.path());
    let added = run(folder.path(), &add, &[]);
    assert!(added.status.success(), "{}", text(&added));
    let said = text(&added);
    let line = |begin: &str| said.lines().find_map(|line| line.strip_prefix(begin)).unwrap().to_owned();
    assert_eq!(line("登録コード: ").len(), 24);
    let file = folder.path().join("ito.p12");
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&file.metadata().unwrap()) & 0o777, 0o600);
    let passphrase = format!("pass:{}", line("ファイルのパスワード: "));
    let mut openssl = Command::new("openssl");
    let opened = openssl.args(["pkcs12", "-in"]).arg(&file).args(["-passin", &passphrase, "-nodes"]).output().unwrap();
    let opened = String::from_utf8_lossy(&opened.stdout).into_owned();
    assert!(opened.contains("BEGIN PRIVATE KEY") && opened.matches("BEGIN CERTIFICATE").count() == 3, "{opened}");
    let again = run(folder.path(), &add, &[]);
    assert!(text(&again).contains("すでにあります"), "no file is overwritten");
    let taken = [&add[..8], &["other.p12"]].concat();
    assert!(text(&run(folder.path(), &taken, &[])).contains("すでに使われています"));
    assert!(!folder.path().join("other.p12").exists(), "nothing is handed out");
    assert!(text(&run(folder.path(), &["operator", "list"], &[])).contains("ito  admin  運用 太郎"));
    let renewed = run(folder.path(), &["operator", "renew", "ito", "--to", "new.p12"], &[]);
    assert!(renewed.status.success() && text(&renewed).contains("登録コード: "));
    let last = run(folder.path(), &["operator", "stop", "ito"], &[]);
    assert!(!last.status.success() && text(&last).contains("管理者"), "{}", text(&last));
    let second = ["operator", "add", "abe", "--name", "二人目", "--role", "admin", "--to", "abe.p12"];
    assert!(run(folder.path(), &second, &[]).status.success());
    assert!(run(folder.path(), &["operator", "stop", "ito"], &[]).status.success());
    assert!(text(&run(folder.path(), &["operator", "list"], &[])).contains("（停止）"));
}

#[test]
fn offices_are_listed_and_shown() {
    let folder = TempDir::new().unwrap();
    assert!(init(folder.path(), &PASSPHRASES).status.success());
    assert!(text(&run(folder.path(), &["office", "list"], &[])).contains("当てはまる事業所はありません"));
    let csv = "1370000001,架空センター,カクウ,13,43 11\n0170000002,北の訪問介護,キタ,01,11\n";
    std::fs::write(folder.path().join("offices.csv"), csv).unwrap();
    assert!(run(folder.path(), &["office", "import", "offices.csv"], &[]).status.success());
    assert!(run(folder.path(), &["account", "create", "1370000001"], &[]).status.success());
    assert!(run(folder.path(), &["licence", "grant", "1370000001"], &[]).status.success());
    let all = text(&run(folder.path(), &["office", "list"], &[]));
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(lines[0], "0170000002  01  利用中  ライセンスなし  北の訪問介護");
    assert_eq!(lines[1], "1370000001  13  利用中  ライセンスあり  架空センター");
    let north = text(&run(folder.path(), &["office", "list", "--prefecture", "01"], &[]));
    assert!(north.contains("0170000002") && !north.contains("1370000001"), "{north}");
    assert!(!run(folder.path(), &["office", "list", "--prefecture", "48"], &[]).status.success());
    assert!(text(&run(folder.path(), &["office", "list", "--name", "訪問"], &[])).contains("0170000002"));
    let one = text(&run(folder.path(), &["office", "show", "1370000001"], &[]));
    assert!(
        one.contains("サービス種類: 11 43") && one.contains("ID: KJ") && one.contains("（仮のパスワード）"),
        "{one}"
    );
    assert!(one.contains("ライセンス: ") && !one.contains("仮のパスワード: "), "{one}");
    let none = run(folder.path(), &["office", "show", "1370000009"], &[]);
    assert!(!none.status.success() && text(&none).contains("登録されていない"), "{}", text(&none));
}

/// As in `renkei-hub backup --to … | head`, where the reader has gone before anything is said.
#[test]
fn a_command_whose_reader_has_gone_does_its_work_to_the_end() {
    let folder = TempDir::new().unwrap();
    assert!(init(folder.path(), &PASSPHRASES).status.success());
    assert!(run(folder.path(), &["office", "list"], &[]).status.success());
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei-hub"));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command.args(["backup", "--to", "copy"]).current_dir(folder.path()).env_clear().stdout(writer);
    let ended = command.stderr(Stdio::piped()).output().unwrap();
    assert!(ended.status.success(), "{}", text(&ended));
    assert!(!text(&ended).contains("panicked"), "{}", text(&ended));
    assert!(folder.path().join("copy/manifest.json").exists());
}
