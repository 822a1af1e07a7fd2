//! Where a command reads from and writes to, and what the screen can show.

use anstream::{AutoStream, ColorChoice};
use std::fmt;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use terminal_size::{Width, terminal_size_of};

/// Columns when the output is no terminal.
const COLUMNS: usize = 80;
/// Output is gathered to so many bytes before it is written.
const GATHERED: usize = 64 << 10;

/// Standard input, output and errors: the real ones or those of a test.
pub struct Terminal<'t> {
    /// Standard input.
    pub input: Box<dyn Read + 't>,
    /// Standard output.
    pub output: Box<dyn Write + 't>,
    /// Standard error.
    pub errors: Box<dyn Write + 't>,
    /// What standard output can show.
    pub output_screen: Screen,
    /// What standard error can show.
    pub errors_screen: Screen,
}

/// What a stream can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns of the terminal; `None` when it is no terminal.
    pub columns: Option<usize>,
    /// Colour is wanted, as the terminal, `NO_COLOR` and the like say.
    pub colour: bool,
}

impl Screen {
    /// A file or a pipe.
    pub const FILE: Self = Self { columns: None, colour: false };

    /// Columns to write in.
    pub(crate) fn width(self) -> usize {
        self.columns.unwrap_or(COLUMNS).max(40)
    }
}

impl Terminal<'_> {
    /// The streams of this process. Consoles that know no escape sequences are served by `anstream`.
    pub fn of_process() -> Self {
        let (output, errors) = (io::stdout(), io::stderr());
        let size = |size: Option<(Width, _)>| size.map(|(width, _)| usize::from(width.0));
        let colour = |choice: ColorChoice| choice != ColorChoice::Never;
        let output_columns = output.is_terminal().then(|| size(terminal_size_of(&output)).unwrap_or(COLUMNS));
        let errors_columns = errors.is_terminal().then(|| size(terminal_size_of(&errors)).unwrap_or(COLUMNS));
        Self {
            output_screen: Screen { columns: output_columns, colour: colour(AutoStream::choice(&output)) },
            errors_screen: Screen { columns: errors_columns, colour: colour(AutoStream::choice(&errors)) },
            input: Box::new(io::stdin()),
            output: Box::new(BufWriter::with_capacity(GATHERED, AutoStream::always(output))),
            errors: Box::new(AutoStream::always(errors)),
        }
    }
}

impl fmt::Debug for Terminal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Terminal").field("output", &self.output_screen).field("errors", &self.errors_screen).finish()
    }
}
