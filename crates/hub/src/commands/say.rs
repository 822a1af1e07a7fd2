//! Lines on standard output.

/// Prints a line, as `println!` does. Whoever reads may have gone (`| head`): the command does its work to the end all the same,
/// and its exit status says how that went.
macro_rules! say {
    ($($part:tt)*) => {{
        use std::io::Write as _;
        let _gone = writeln!(std::io::stdout().lock(), $($part)*);
    }};
}

pub(super) use say;
