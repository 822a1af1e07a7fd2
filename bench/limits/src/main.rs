//! What the machine allows an exchange at most: disk, cryptography, TLS, a bare store, and a bare kernel of a hub.
//!
//! Every command prints lines `RESULT <name> <value> <unit>`; `SECS` says how long one measure takes (default 1).

mod ceiling;
mod crypto;
mod disk;
mod message;
mod sqlite;
mod tls;
mod wire;

use std::path::Path;

const USAGE: &str = "bench-limits disk FOLDER NAME        appending, syncing, group commit; NAME goes into the figures
bench-limits crypto                  hashes, AEAD, signatures, memory
bench-limits tls CERTS               full and resumed handshakes
bench-limits sqlite FOLDER           one store, one writer
bench-limits ceiling FOLDER          the least work of a hub for a message, without network
bench-limits wire CERTS FOLDER       the same over mutual TLS on loopback
bench-limits exchange CERTS FOLDER   of all these only what `cargo xtask bench exchange` compares itself with
bench-limits payload FOLDER          writes the 20 KB payload that all benches send
CERTS is a folder made by compare/certs.sh.";

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
        ["disk", folder, name] => disk::run(Path::new(folder), name),
        ["crypto"] => crypto::run(),
        ["tls", certs] => tls::run(Path::new(certs)),
        ["sqlite", folder] => sqlite::run(Path::new(folder)),
        ["ceiling", folder] => ceiling::run(Path::new(folder)),
        ["wire", certs, folder] => wire::run(Path::new(certs), Path::new(folder)),
        ["exchange", certs, folder] => {
            disk::syncs(Path::new(folder));
            crypto::p256();
            wire::hub(Path::new(certs), Path::new(folder));
        }
        ["payload", folder] => message::write(Path::new(folder)),
        _ => {
            eprintln!("{USAGE}");
            std::process::exit(2);
        }
    }
}
