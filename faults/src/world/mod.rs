//! A hub with its authority and five offices, all as processes of their own, in one folder.

mod disk;
mod files;
mod hub;
mod office;
mod process;

pub(crate) use disk::Disk;
pub(crate) use files::{copy, remove};
pub(crate) use hub::{Hub, Ports};
pub(crate) use office::{Member, Terminal};
pub(crate) use process::{Running, output, signal};

use std::path::{Path, PathBuf};

/// Offices whose traffic the harness makes itself.
pub(crate) const LOAD: [&str; 3] = ["1370000001", "1370000002", "1370000003"];
/// Offices whose traffic the program `renkei` makes.
pub(crate) const SENDER: &str = "1370000006";
/// Receives from [`SENDER`].
pub(crate) const RECIPIENT: &str = "1370000007";

/// The environment variable that breaks a protection, as it stands in a program that knows it.
const SWITCH: &[u8] = b"RENKEI_SABOTAGE";

/// Where the built programs are.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What a user gets has no switch by which a protection could be broken, and the controls have.
    pub(crate) fn check(&self) -> Result<(), String> {
        for breakable in [false, true] {
            for program in [self.hub(breakable), self.office(breakable)] {
                let bytes = std::fs::read(&program).map_err(|error| format!("{}: {error}", program.display()))?;
                let has_switch = bytes.windows(SWITCH.len()).any(|window| window == SWITCH);
                if has_switch != breakable {
                    return Err(format!("{}: a switch for sabotage: {has_switch}", program.display()));
                }
            }
        }
        Ok(())
    }

    /// The hub; to break it, the build that can be broken.
    pub(crate) fn hub(&self, breakable: bool) -> PathBuf {
        self.of(breakable).join("renkei-hub")
    }

    /// The office app.
    pub(crate) fn office(&self, breakable: bool) -> PathBuf {
        self.of(breakable).join("renkei")
    }

    fn of(&self, breakable: bool) -> PathBuf {
        self.folder.join(if breakable { "sabotaged" } else { "normal" })
    }
}

/// Hub and offices.
pub(crate) struct World {
    pub(crate) folder: PathBuf,
    pub(crate) hub: Hub,
    pub(crate) programs: Programs,
}

impl World {
    /// Founds hub and offices; takes some seconds, so it is done once and copied.
    pub(crate) fn found(programs: &Programs, folder: &Path) -> Result<(), String> {
        remove(folder)?;
        files::make(folder)?;
        let mut hub = Hub::found(programs, folder)?;
        hub.start(&[])?;
        office::register(&hub, folder)?;
        for number in LOAD.iter().chain([&SENDER, &RECIPIENT]) {
            Terminal::join(&hub, programs, folder, number)?;
        }
        hub.stop().map(drop)
    }

    /// A copy of a founded world, on free ports of its own, not started. `data` is where the hub's data are put.
    pub(crate) fn copy_of(template: &Path, folder: &Path, data: &Path, programs: &Programs) -> Result<Self, String> {
        remove(folder)?;
        copy(template, folder)?;
        let inside = folder.join("hub");
        if inside != data {
            copy(&inside, data)?;
            remove(&inside)?;
        }
        Self::open(folder, data, programs)
    }

    /// The world of a folder, moved to free ports.
    pub(crate) fn open(folder: &Path, data: &Path, programs: &Programs) -> Result<Self, String> {
        let hub = Hub::open(programs, folder, data)?;
        for number in LOAD.iter().chain([&SENDER, &RECIPIENT]) {
            office::move_to(&folder.join(number), hub.ports())?;
        }
        Ok(Self { folder: folder.to_owned(), hub, programs: programs.clone() })
    }

    /// A hub without data, with a configuration of its own, in a folder beside.
    pub(crate) fn open_beside(beside: &Self, name: &str) -> Result<Self, String> {
        let folder = beside.folder.join(name);
        files::make(&folder)?;
        let hub = Hub::open(&beside.programs, &folder, &folder.join("data"))?;
        hub.prepare()?;
        Ok(Self { folder, hub, programs: beside.programs.clone() })
    }

    /// The offices that the harness speaks for.
    pub(crate) fn members(&self) -> Result<Vec<Member>, String> {
        LOAD.iter().map(|number| Member::open(&self.folder.join(number), self.hub.ports())).collect()
    }

    /// An office as the program `renkei` runs it.
    pub(crate) fn terminal(&self, number: &str) -> Terminal {
        Terminal::new(&self.programs, &self.folder, number)
    }
}
