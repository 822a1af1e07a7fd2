//! `renkei check`: checks files before they are sent, and says in three formats what it found.

mod arguments;
mod cause;
pub(super) mod engine;
mod gather;
mod human;
mod json;
mod outcome;
mod progress;
mod queue;
mod read;
mod sarif;
mod sets;
mod trouble;
mod work;
mod writer;

pub(super) use arguments::Arguments;

use crate::{Exit, Terminal};
use arguments::{Colour, Format};
use gather::Gathered;
use outcome::Totals;
use progress::Progress;
use standard::{Date, Lang};
use std::io;
use work::Work;
use writer::{Closing, Writer};

/// What `renkei check --help` shows.
const HELP: &str = include_str!("help.txt");
/// The same in English.
pub(super) const HELP_EN: &str = include_str!("help.en.txt");

/// Runs the command; `today` is the day in Japan.
pub(super) fn run(
    arguments: &Arguments,
    today: Option<Date>,
    terminal: &mut Terminal<'_>,
    exit: &mut Exit,
) -> io::Result<()> {
    let lang = Lang::from(arguments.lang);
    if let Some(asked) = &arguments.explain {
        return explain(asked, arguments, terminal, exit);
    }
    if arguments.list_rules {
        let colour = colour(arguments.color, terminal);
        return human::list_rules(&mut terminal.output, lang, colour);
    }
    let refused = refusal(arguments, today, lang);
    if let Some(text) = refused {
        return refuse(text, terminal, exit);
    }
    let Some(as_of) = arguments.as_of.or(today) else { return Ok(()) };
    let mut gathered = gather::gather(&arguments.paths, arguments.name.as_deref());
    let files = std::mem::take(&mut gathered.files);
    let shown = terminal.errors_screen.columns.is_some() && !arguments.quiet;
    let progress = Progress::new(files.iter().map(|file| file.size).sum(), files.len(), shown, lang);
    let work = Work::new(sets::plan(files), as_of, &progress);
    let mut writer = writer_of(arguments, terminal);
    let totals = carry_out(&work, &mut *writer, terminal)?;
    progress.close();
    finish(&mut *writer, &gathered, totals, as_of, lang, terminal, exit)
}

/// Why nothing can be checked, if so.
fn refusal(arguments: &Arguments, today: Option<Date>, lang: Lang) -> Option<&'static str> {
    let stdin = arguments.paths.iter().filter(|path| path.as_os_str() == "-").count();
    let (ja, en) = if arguments.paths.is_empty() {
        (
            "調べるファイルかフォルダーを指定してください。例: renkei check 出力フォルダー",
            "Name a file or a folder to check, such as: renkei check export",
        )
    } else if stdin > 1 {
        ("標準入力（-）は1回だけ指定できます。", "Standard input (-) can be named only once.")
    } else if stdin == 1 && arguments.name.is_none() {
        (
            "標準入力（-）を調べるときは、--name でファイル名を伝えてください。",
            "Give the file name of standard input with --name.",
        )
    } else if arguments.as_of.is_none() && today.is_none() {
        (
            "パソコンの日付が正しくありません。--as-of で調べる日を指定してください。",
            "The clock of this computer is wrong; give the day with --as-of.",
        )
    } else {
        return None;
    };
    Some(if lang == Lang::Ja { ja } else { en })
}

fn refuse(text: &str, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    *exit = Exit::Unusable;
    writeln!(terminal.errors, "renkei: {text}")
}

fn colour(choice: Colour, terminal: &Terminal<'_>) -> bool {
    match choice {
        Colour::Auto => terminal.output_screen.colour,
        Colour::Always => true,
        Colour::Never => false,
    }
}

fn writer_of(arguments: &Arguments, terminal: &Terminal<'_>) -> Box<dyn Writer> {
    let lang = Lang::from(arguments.lang);
    match arguments.format {
        Format::Human => {
            let (columns, colour) = (terminal.output_screen.width(), colour(arguments.color, terminal));
            Box::new(human::Human::new(lang, columns, colour, arguments.quiet))
        }
        Format::Json => Box::new(json::Json::new(lang)),
        Format::Sarif => Box::new(sarif::Sarif::new(lang)),
    }
}

fn carry_out(work: &Work<'_>, writer: &mut dyn Writer, terminal: &mut Terminal<'_>) -> io::Result<Totals> {
    let mut totals = Totals::default();
    let output = &mut *terminal.output;
    work.each_set(&mut *terminal.input, |set| {
        totals.add(set.totals());
        work.progress.aside(|| {
            writer.set(output, set)?;
            // Beside a progress bar, what is known is shown at once.
            if work.progress.is_shown() { output.flush() } else { Ok(()) }
        })
    })?;
    Ok(totals)
}

fn finish(
    writer: &mut dyn Writer,
    gathered: &Gathered,
    mut totals: Totals,
    as_of: Date,
    lang: Lang,
    terminal: &mut Terminal<'_>,
    exit: &mut Exit,
) -> io::Result<()> {
    let unread = totals.unreadable;
    totals.add_troubles(&gathered.troubles);
    *exit = totals.exit(unread);
    writer.close(&mut *terminal.output, &Closing { gathered, totals, as_of, exit: *exit })?;
    if totals.files > 0 {
        return Ok(());
    }
    let text = match lang {
        Lang::Ja => "調べるファイルがありませんでした。",
        Lang::En => "There was no file to check.",
    };
    writeln!(terminal.errors, "renkei: {text}")
}

fn explain(asked: &str, arguments: &Arguments, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    let (lang, columns) = (Lang::from(arguments.lang), terminal.output_screen.width());
    let colour = colour(arguments.color, terminal);
    let Err(nearest) = human::explain(&mut *terminal.output, asked, lang, columns, colour)? else { return Ok(()) };
    *exit = Exit::Unusable;
    match lang {
        Lang::Ja => writeln!(terminal.errors, "renkei: 「{asked}」という指摘の番号はありません。近いもの:")?,
        Lang::En => writeln!(terminal.errors, "renkei: there is no rule “{asked}”. Near it:")?,
    }
    nearest.iter().try_for_each(|rule| writeln!(terminal.errors, "  {}  {}", rule.id, rule.title.get(lang)))
}
