//! How fast documents are checked: ours, and beside it the ways others would do it, on the same data.
//!
//! Every command prints lines `RESULT <name> <value> <unit>`; `cargo xtask bench check` calls them and makes the table.

mod alone;
mod beside;
mod memory;
mod start;

use anchors::data::{Data, Encoding, write_upplan};
use std::path::Path;

const USAGE: &str = "bench-check generate DATA [large]   make the data
bench-check pass DATA               one pass over all measures
bench-check memory FILE             the memory of one check, and its speed
bench-check file FILE [TIMES]       only our check, for a profile
bench-check mixed FILE              the same with the rows mixed
bench-check sets TIMES              only sets, for a profile
bench-check start TIMES PROGRAM…    how long a program takes
bench-check utf8 FILE MEGABYTES     the same data in UTF-8";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["generate", data, rest @ ..] => generate(&Data::new(Path::new(data)), rest.contains(&"large")),
        ["pass", data] => pass(&Data::new(Path::new(data))),
        ["memory", file] => memory::measure(Path::new(file)),
        ["file", file, times @ ..] => {
            let bytes = std::fs::read(file).unwrap();
            (0..times.first().map_or(1, |times| times.parse().unwrap())).for_each(|_| alone::one_core(file, &bytes));
        }
        ["mixed", file] => alone::mixed(file, &std::fs::read(file).unwrap()),
        ["sets", times] => {
            let sets = Data::sets();
            (0..times.parse().unwrap()).for_each(|_: u32| alone::sets(&sets));
        }
        ["start", times, program, arguments @ ..] => start::measure(times.parse().unwrap(), program, arguments),
        ["utf8", file, megabytes] => {
            write_upplan(Path::new(file), megabytes.parse::<usize>().unwrap() * 1_000_000, 0, Encoding::Utf8);
        }
        _ => {
            eprintln!("{USAGE}");
            std::process::exit(2);
        }
    }
}

fn generate(data: &Data, large: bool) {
    println!("FILE middle {}", data.middle().display());
    println!("FILE set {}", data.set_folder().display());
    data.many();
    if large {
        println!("FILE large {}", data.large().display());
    }
}

/// Ours and the others by turns, so that a busy moment of the machine meets all of them.
fn pass(data: &Data) {
    let file = data.middle();
    let bytes = std::fs::read(&file).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    beside::decode(&bytes);
    alone::one_core(name, &bytes);
    beside::parse(&bytes);
    alone::many(&data.many());
    alone::mixed(name, &bytes);
    beside::rules(&bytes);
    alone::sets(&Data::sets());
}
