//! What the demo says to the person who watches it.

use super::hub::Hub;
use super::office::Office;

pub(super) fn heading(text: &str) {
    println!("\n\x1b[1m== {text}\x1b[0m");
}

pub(super) fn what_next(hub: &Hub, offices: &[Office; 2]) {
    heading("What to try next / 次に試せること");
    let [planner, provider] = offices;
    println!("Checking a file you broke by hand / ファイルを壊して調べる:");
    println!("  {} check FOLDER", planner.program());
    println!("A window again, and what opens its lock / 画面をもう一度開く、ロックを解除するパスワード:");
    println!("  {} app --home {}", planner.program(), planner.home());
    println!("  {}", super::office::PASSWORD);
    println!("The two offices / 2つの事業所:");
    println!("  {} inbox --home {}", planner.program(), planner.home());
    println!("  {} inbox --home {}", provider.program(), provider.home());
    println!("Folders that care software writes to and reads from / 介護ソフトのフォルダー:");
    println!("  {} watch --home {} --outbox 出力 --inbox 取込", planner.program(), planner.home());
    println!("The operator / 運営者:");
    println!("  {} --help", hub.program());
    println!("  {} --config {} doctor", hub.program(), hub.config());
    println!("  curl http://{}/health/ready", hub.health());
}
