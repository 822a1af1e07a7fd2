//! The program behind the icon: opens the window without a console.
#![cfg_attr(windows, windows_subsystem = "windows")]

#[path = "../process.rs"]
mod process;

fn main() -> office::Exit {
    office::run_app(std::env::args_os(), &process::surroundings())
}
