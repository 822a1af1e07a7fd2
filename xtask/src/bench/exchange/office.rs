//! The offices of the bench: registered by the operator, enrolled with the office's own command line.

use super::Programs;
use super::hub::Hub;
use crate::demo::office::{after, all_after};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The password that all choose.
const PASSWORD: &str = "bench-noun-verb-noun-2025";

/// `count` offices that send (居宅介護支援) and as many that receive (訪問介護), listed in the file `offices`.
pub(in crate::bench) fn enrol(hub: &Hub, programs: &Programs, folder: &Path, count: usize) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let of = |first: u64, service: &'static str| (1..=count as u64).map(move |number| (first + number, service));
    let offices: Vec<(u64, &str)> = of(1_370_000_100, "43").chain(of(1_370_000_200, "11")).collect();
    let lines = offices
        .iter()
        .map(|(number, service)| format!("{number},架空事業所{number},カクウジギョウショ,13,{service}\n"));
    let list = folder.join("offices.csv");
    fs::write(&list, lines.collect::<String>()).map_err(|error| format!("{}: {error}", list.display()))?;
    hub.command(&["office", "import", &list.display().to_string()])?;
    let names: Result<String, String> =
        offices.iter().map(|(number, _)| join(hub, programs, folder, &number.to_string())).collect();
    let list = folder.join("offices");
    fs::write(&list, names?).map_err(|error| format!("{}: {error}", list.display()))
}

/// Licence, account, code; then the office enrols and chooses its passwords. Gives its line of the list.
fn join(hub: &Hub, programs: &Programs, folder: &Path, number: &str) -> Result<String, String> {
    hub.command(&["licence", "grant", number])?;
    let account = hub.command(&["account", "create", number])?;
    let code = hub.command(&["code", "make", number])?;
    let code = after(&code, "発行コード: ").ok_or("the hub printed no code")?;
    let home = folder.join(number).display().to_string();
    let (address, exchange) = (format!("localhost:{}", hub.public), hub.exchange.to_string());
    let enroll = ["enroll", "--hub", &address, "--exchange-port", &exchange, "--code-stdin", "--home", &home];
    renkei(programs, &enroll, &format!("{code}\n"))?;
    let ids = [after(&account, "連携クライアントのユーザID: "), after(&account, "事業所のユーザID: ")];
    let [Some(system), Some(person)] = ids else { return Err("the hub printed no ids".to_owned()) };
    let first = all_after(&account, "仮のパスワード: ");
    let [of_person, of_system] = first.as_slice() else { return Err("the hub printed no passwords".to_owned()) };
    let changes = [*of_system, PASSWORD, *of_person, PASSWORD].join("\n") + "\n";
    renkei(programs, &["password", "--password-stdin", "--home", &home], &changes)?;
    Ok(format!("{number} {system} {person} {PASSWORD}\n"))
}

/// Signs in an office that has enrolled.
pub(in crate::bench) fn sign_in(programs: &Programs, folder: &Path, number: &str) -> Result<(), String> {
    let list = fs::read_to_string(folder.join("offices")).map_err(|error| format!("offices: {error}"))?;
    let line = list.lines().find_map(|line| line.strip_prefix(number)).ok_or("no such office")?;
    let [system, person, password] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        return Err("the list of offices has another form".to_owned());
    };
    let home = folder.join(number).display().to_string();
    let args = ["login", "--system-id", system, "--account-id", person, "--password-stdin", "--home", &home];
    renkei(programs, &args, &format!("{password}\n{password}\n"))
}

fn renkei(programs: &Programs, args: &[&str], answers: &str) -> Result<(), String> {
    let mut command = Command::new(&programs.renkei);
    let mut child = command
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("renkei: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(answers.as_bytes()).map_err(|error| format!("renkei: {error}"))?;
    }
    let status = child.wait().map_err(|error| format!("renkei: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`renkei {}` ended with {status}", args.join(" "))) }
}
