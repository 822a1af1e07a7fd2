//! The binary `renkei`: hands arguments, clock, randomness and terminal to the library.

mod process;

use office::{Exit, Terminal};

fn main() -> Exit {
    office::run(std::env::args_os(), &process::surroundings(), &mut Terminal::of_process())
}
