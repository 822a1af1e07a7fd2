//! The program behind the icon: opens the window without a console.
#![cfg_attr(windows, windows_subsystem = "windows")]

#[path = "../process.rs"]
mod process;

fn main() -> office::Exit {
    office::run_app(&process::surroundings())
}
