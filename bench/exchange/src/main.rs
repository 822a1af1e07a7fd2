//! Offices that send, fetch and sign in over real mutual TLS as fast as the hub answers, and what the hub needs for it.
//!
//! Prints lines `RESULT <name> <value> <unit>`, as all benches do. `cargo xtask bench exchange` starts hub and offices.

mod count;
mod load;
mod offices;
mod server;
mod sets;
mod sign_in;
mod wire;

use offices::Offices;
use server::Server;
use std::path::Path;

const USAGE: &str = "bench-exchange pass OFFICES HUB CA COUNT   sends COUNT sets, fetches them, fetches them again
bench-exchange sign-in OFFICES HUB CA      sign-ins one after the other, then many at once while sets are sent
bench-exchange count OFFICES               everything that was accepted is there, once
OFFICES is a folder: a data folder for every office that has enrolled, and the file `offices` (see src/offices.rs).
HUB and CA are the numbers of the hub's processes.";

fn main() {
    // A thread that fails ends all of them, also those that wait for it.
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        say(panic);
        std::process::exit(101);
    }));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["pass", offices, hub, ca, count] => {
            load::pass(&Offices::read(Path::new(offices)), &Server::new(&[hub, ca]), count.parse().unwrap());
        }
        ["sign-in", offices, hub, ca] => {
            sign_in::run(&Offices::read(Path::new(offices)), &Server::new(&[hub, ca]));
        }
        ["count", offices] => count::run(&Offices::read(Path::new(offices))),
        _ => {
            eprintln!("{USAGE}");
            std::process::exit(2);
        }
    }
}
