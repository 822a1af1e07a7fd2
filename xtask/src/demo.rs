//! `cargo xtask demo`: a hub and two offices on this machine, a real set both ways, the proof checked by other tools.

pub(crate) mod hub;
pub(crate) mod office;
mod proof;
mod tell;
mod window;

use crate::run::{self, cargo, root};
use crate::{assets, tools};
use hub::Hub;
use office::Office;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use window::Window;

/// Where everything of the demo lies; made anew at every start.
const FOLDER: &str = "target/demo";

/// Runs the demo. With `--exit` it ends after the walk, otherwise it stays up until Enter is pressed.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let stay = match args {
        [] => true,
        [exit] if exit == "--exit" => false,
        _ => return Err("usage: cargo xtask demo [--exit]".to_owned()),
    };
    tools::ensure_for_tests()?;
    assets::fetch()?;
    build()?;
    let folder = root().join(FOLDER);
    make_anew(&folder)?;
    let hub = Hub::start(&folder)?;
    let offices = join(&hub, &folder)?;
    exchange(&offices, &folder)?;
    tell::heading("5. The proof, checked without the hub / 証拠: 連携基盤なしで確かめる");
    proof::check(&offices[0], &folder)?;
    tell::heading("6. The windows of both offices / 2つの事業所の画面");
    let windows = offices.iter().map(|office| Window::open(office, stay)).collect::<Result<Vec<_>, _>>()?;
    tell::what_next(&hub, &offices);
    if stay {
        tell::heading("Press Enter to stop the hub. / Enter を押すと終わります。");
        let _ = std::io::stdin().read(&mut [0]);
    }
    drop(windows);
    Ok(())
}

/// Builds the two programs.
pub(crate) fn build() -> Result<(), String> {
    cargo(&["build", "--locked", "-p", "hub", "-p", "office"])
}

/// Throws away what a run before has left, and makes the folder.
pub(crate) fn make_anew(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", folder.display()));
        }
        _ => {}
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Four fictional offices are registered; the first two enrol.
pub(crate) fn join(hub: &Hub, folder: &Path) -> Result<[Office; 2], String> {
    tell::heading("1. The operator registers four offices and grants licences / 運営者: 事業所とライセンス");
    let list = folder.join("offices.csv");
    let lines = "1370000001,架空居宅介護支援センター,カクウキョタクカイゴシエンセンター,13,43\n\
                 1370000002,架空訪問介護ステーション,カクウホウモンカイゴステーション,13,11\n\
                 1370000003,架空福祉用具レンタル,カクウフクシヨウグレンタル,13,17\n\
                 1370000006,架空地域包括支援センター,カクウチイキホウカツシエンセンター,13,46\n";
    fs::write(&list, lines).map_err(|error| format!("{}: {error}", list.display()))?;
    hub.command(&["office", "import", &list.display().to_string()])?;
    for number in ["1370000001", "1370000002", "1370000003", "1370000006"] {
        hub.command(&["licence", "grant", number])?;
    }
    tell::heading("2. Two offices enrol: key made here, certificate against a one-time code / 事業所: 端末の登録");
    Ok([Office::join(hub, folder, "1370000001")?, Office::join(hub, folder, "1370000002")?])
}

/// The plan goes one way, the results come back.
pub(crate) fn exchange([planner, provider]: &[Office; 2], folder: &Path) -> Result<(), String> {
    tell::heading("3. 予定: the care manager sends sample set K2 / 居宅介護支援 → 訪問介護");
    planner.renkei(&["send", &sample("K2"), "--message", "5月分の予定です。よろしくお願いします。"])?;
    provider.renkei(&["inbox"])?;
    let received = folder.join("1370000002-受信");
    provider.renkei(&["fetch", "--into", &received.display().to_string()])?;
    tell::heading("4. 実績: the service office sends K5 back / 訪問介護 → 居宅介護支援");
    provider.renkei(&["send", &sample("K5"), "--message", "5月分の実績です。"])?;
    let results = folder.join("1370000001-受信");
    planner.renkei(&["fetch", "--into", &results.display().to_string()])?;
    planner.renkei(&["inbox"])?;
    provider.renkei(&["inbox"])?;
    planner.renkei(&["sent"]).map(drop)
}

fn sample(set: &str) -> String {
    root().join("crates/standard/samples/202407").join(set).display().to_string()
}

/// A program that was built.
fn built(name: &str) -> PathBuf {
    run::built().join(name)
}
