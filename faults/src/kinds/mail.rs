//! Two offices whose program `renkei` is started, killed and started again.

use crate::dice::Dice;
use crate::invariants::{Handed, Wrong, check_folder};
use crate::load::letter::pdf;
use crate::world::{RECIPIENT, Running, SENDER, Terminal, World};
use evidence::Sha256;
use std::fs;
use std::path::PathBuf;

/// The offices and what was handed over.
pub(super) struct Mail {
    sender: Terminal,
    recipient: Terminal,
    folder: PathBuf,
    handed: Vec<Handed>,
    /// Handed over, and `renkei send` has not yet said that it arrived.
    waiting: Vec<String>,
    pub(super) sending: Option<Running>,
    pub(super) fetching: Option<Running>,
}

impl Mail {
    pub(super) fn new(world: &World, broken: Option<&str>) -> Self {
        let terminal = |number| {
            let mut terminal = world.terminal(number);
            terminal.sabotage = broken.map(str::to_owned);
            terminal
        };
        let folder = world.folder.join("mail");
        let (handed, waiting) = (Vec::new(), Vec::new());
        let (sender, recipient) = (terminal(SENDER), terminal(RECIPIENT));
        Self { sender, recipient, folder, handed, waiting, sending: None, fetching: None }
    }

    /// How many documents the sender's program has said to have arrived.
    pub(super) fn arrived(&self) -> usize {
        self.handed.len() - self.waiting.len()
    }

    /// Hands over a document, or again one that was not confirmed, and starts both programs.
    pub(super) fn begin(&mut self, dice: &mut Dice) -> Result<(), String> {
        self.end()?;
        if self.waiting.is_empty() || dice.in_hundred(50) {
            self.hand_over(dice)?;
        }
        let Some(name) = self.waiting.first().cloned() else { return Ok(()) };
        let path = self.path(&name);
        self.sending = Some(self.sender.start(&["send", &path, "--to", RECIPIENT])?);
        self.fetching = Some(self.recipient.start(&["fetch", "--into", &self.inbox()])?);
        Ok(())
    }

    /// Waits for what still runs. What `renkei send` confirmed is not handed over again.
    pub(super) fn end(&mut self) -> Result<(), String> {
        if let Some(mut running) = self.fetching.take() {
            running.wait()?;
        }
        if let Some(mut running) = self.sending.take()
            && running.wait()?.success()
            && !self.waiting.is_empty()
        {
            self.waiting.remove(0);
        }
        Ok(())
    }

    /// Starts `renkei send` for all that was not confirmed.
    pub(super) fn start_sending(&self) -> Result<Running, String> {
        let paths: Vec<String> = self.waiting.iter().map(|name| self.path(name)).collect();
        let mut args = vec!["send"];
        args.extend(paths.iter().map(String::as_str));
        args.extend(["--to", RECIPIENT]);
        self.sender.start(&args)
    }

    /// Starts `renkei fetch`.
    pub(super) fn start_fetching(&self) -> Result<Running, String> {
        self.recipient.start(&["fetch", "--into", &self.inbox()])
    }

    /// Sends until nothing is left, as a person would.
    pub(super) fn send_all(&mut self, wrong: &mut Wrong) {
        for name in std::mem::take(&mut self.waiting) {
            if let Err(reason) = self.sender.run(&["send", &self.path(&name), "--to", RECIPIENT]) {
                wrong.lost(&name, format!("it cannot be sent any more: {reason}"));
            }
        }
    }

    /// Sends and fetches until nothing is left, and looks at the recipient's folder.
    pub(super) fn finish(&mut self) -> Result<Wrong, String> {
        self.end()?;
        let mut wrong = Wrong::default();
        self.send_all(&mut wrong);
        if let Err(reason) = self.recipient.run(&["fetch", "--into", &self.inbox()]) {
            wrong.broken(format!("what arrived cannot be fetched any more: {reason}"));
        }
        wrong.join(check_folder(self.folder.join("in").as_path(), &self.handed)?);
        Ok(wrong)
    }

    /// Puts a new document where the sender's program finds it.
    pub(super) fn hand_over(&mut self, dice: &mut Dice) -> Result<(), String> {
        let name = format!("連絡{:04}", self.handed.len());
        let content = pdf(dice, 2_000);
        let folder = self.folder.join("out").join(&name);
        let written =
            fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(format!("{name}.pdf")), &content));
        written.map_err(|error| format!("{}: {error}", folder.display()))?;
        self.handed.push(Handed { name: name.clone(), sha256: Sha256::of(&content).to_string() });
        self.waiting.push(name);
        Ok(())
    }

    fn path(&self, name: &str) -> String {
        self.folder.join("out").join(name).display().to_string()
    }

    fn inbox(&self) -> String {
        self.folder.join("in").display().to_string()
    }
}
