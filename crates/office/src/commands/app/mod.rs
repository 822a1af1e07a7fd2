//! `renkei app`: opens the pages of this office in the browser, and serves them until it is stopped.

use super::context::{AtHome, Done, Failure};
use crate::app::{Running, Start, start};
use crate::home::Home;
use crate::refusal::{Refusal, in_its_words};
use crate::{Exit, Surroundings, Terminal, platform};
use clap::Args;
use std::io::{self, Write};
use tokio::runtime::{Builder, Runtime};
use tokio::signal;

const HELP: &str = include_str!("help.txt");
/// Threads that serve pages, and that wait for the store and the hub.
const SERVING: usize = 2;
const WAITING: usize = 8;

/// Whether a browser is opened.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Print the address instead of opening the browser.
    #[arg(long)]
    no_browser: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let home = arguments.at.find()?;
    let runtime = runtime().map_err(|error| cannot_begin(&home, &error))?;
    let started = runtime.block_on(start(&home, surroundings)).map_err(|error| cannot_begin(&home, &error))?;
    let running = match started {
        Start::Again(address) => {
            show(&address, arguments, terminal)?;
            return Ok(Exit::Clean);
        }
        Start::First(running) => running,
    };
    let address = running.address().map_err(|error| cannot_begin(&home, &error))?;
    show(&address, arguments, terminal)?;
    writeln!(terminal.output, "止めるときは、画面の「終了する」を選ぶか、Ctrl+C を押してください。")?;
    terminal.output.flush()?;
    serve(&runtime, *running).map_err(|error| {
        let cure = "もう一度開いてください。続くときはパソコンを再起動してください。";
        Refusal::new(
            "画面を動かせなくなりました。",
            in_its_words(&error),
            cure,
            "保存したもの、送信待ちのものは残っています。",
        )
    })?;
    runtime.shutdown_background();
    Ok(Exit::Clean)
}

fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(SERVING).max_blocking_threads(WAITING).enable_all().build()
}

fn serve(runtime: &Runtime, running: Running) -> io::Result<()> {
    runtime.block_on(running.serve(async {
        let interrupted = signal::ctrl_c();
        #[cfg(unix)]
        let terminated = async {
            match signal::unix::signal(signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let terminated = std::future::pending::<()>();
        tokio::select! {
            _ = interrupted => {}
            () = terminated => {}
        }
    }))
}

/// Opens the address, or prints it where no browser can be opened.
fn show(address: &str, arguments: &Arguments, terminal: &mut Terminal<'_>) -> Done<()> {
    if !arguments.no_browser && platform::open_window(address).is_ok() {
        return Ok(writeln!(terminal.output, "画面を開きました。")?);
    }
    writeln!(
        terminal.output,
        "次のアドレスを、このパソコンのブラウザーで開いてください（1回だけ、1分のあいだ使えます）。"
    )?;
    writeln!(terminal.output, "{address}")?;
    Ok(terminal.output.flush()?)
}

fn cannot_begin(home: &Home, error: &io::Error) -> Failure {
    let cure = "ディスクの空きと、データフォルダーに書きこむ権限があるかを確かめてください。";
    let why = format!("データフォルダーは {} です。{}", home.folder().display(), in_its_words(error));
    Failure::Unusable(Box::new(Refusal::new("画面を開けません。", why, cure, "送受信の記録はそのままです。")))
}
