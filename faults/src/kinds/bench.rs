//! What all kinds share: programs, a founded world to copy, a runtime for the load.

use super::Attempt;
use crate::invariants::{Wrong, check_database, check_exchange};
use crate::load::Entry;
use crate::world::{Hub, Member, Programs, World, copy, remove};
use std::path::{Path, PathBuf};
use tokio::runtime::{Builder, Handle, Runtime};

/// The bench.
pub(crate) struct Bench {
    pub(crate) programs: Programs,
    folder: PathBuf,
    runtime: Runtime,
}

impl Bench {
    /// Founds the world that every run copies.
    pub(crate) fn new(programs: &Path, folder: &Path) -> Result<Self, String> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.map_err(|error| format!("no threads: {error}"))?;
        let bench = Self { programs: Programs::new(programs), folder: folder.to_owned(), runtime };
        bench.programs.check()?;
        World::found(&bench.programs, &bench.template())?;
        Ok(bench)
    }

    fn template(&self) -> PathBuf {
        self.folder.join("template")
    }

    /// Where a kind puts everything.
    pub(crate) fn path_of(&self, kind: &str) -> PathBuf {
        self.folder.join(kind)
    }

    /// A folder of a run's own, empty.
    pub(crate) fn folder_of(&self, kind: &str) -> Result<PathBuf, String> {
        let folder = self.path_of(kind);
        remove(&folder)?;
        Ok(folder)
    }

    /// A world of its own for a run, not started.
    pub(crate) fn world(&self, kind: &str, attempt: &Attempt) -> Result<World, String> {
        let folder = self.folder_of(kind)?;
        let data = folder.join("hub");
        self.world_at(&folder, &data, attempt)
    }

    /// The same with the hub's data in a folder that is there already.
    pub(crate) fn world_at(&self, folder: &Path, data: &Path, attempt: &Attempt) -> Result<World, String> {
        let mut world = World::copy_of(&self.template(), folder, data, &self.programs)?;
        world.hub.sabotage = attempt.broken.map(str::to_owned);
        Ok(world)
    }

    /// A fresh copy of the founded world.
    pub(crate) fn copy_template(&self, folder: &Path) -> Result<(), String> {
        remove(folder)?;
        copy(&self.template(), folder)
    }

    pub(crate) fn handle(&self) -> &Handle {
        self.runtime.handle()
    }

    /// The file against the promises, then the newest `most` of them through the exchange.
    pub(crate) fn check(
        &self,
        hub: &Hub,
        members: &[Member],
        promises: &[Entry],
        most: usize,
    ) -> Result<Wrong, String> {
        let mut wrong = check_database(&hub.database(), promises)?;
        let newest = promises.len().saturating_sub(most);
        let newest = promises.get(newest..).unwrap_or_default();
        wrong.join(self.runtime.block_on(check_exchange(members, newest))?);
        Ok(wrong)
    }
}
