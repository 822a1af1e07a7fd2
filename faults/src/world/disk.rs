//! File systems of our own: ext4 on a loop device, and a small tmpfs. They need root.

use super::files::make;
use super::output;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted file system; unmounted when it is dropped.
#[derive(Debug)]
pub(crate) struct Disk {
    mount: PathBuf,
}

impl Disk {
    /// An empty ext4 in a file. What was not asked to be durable stays in memory for an hour.
    pub(crate) fn ext4(image: &Path, mount: &Path, mebibytes: u32) -> Result<Self, String> {
        output(Command::new("truncate").args(["-s", &format!("{mebibytes}M")]).arg(image))?;
        output(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(image))?;
        Self::of_image(image, mount)
    }

    /// The file system in an image, as it is after a power cut: its journal is replayed.
    pub(crate) fn of_image(image: &Path, mount: &Path) -> Result<Self, String> {
        let mut command = Command::new("mount");
        command.args(["-o", "loop,commit=3600"]).arg(image);
        Self::mounted(&mut command, mount)
    }

    /// A file system in memory.
    pub(crate) fn tmpfs(mount: &Path, kibibytes: u32) -> Result<Self, String> {
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &format!("size={kibibytes}k,mode=700"), "none"]);
        Self::mounted(&mut command, mount)
    }

    fn mounted(command: &mut Command, mount: &Path) -> Result<Self, String> {
        make(mount)?;
        output(command.arg(mount)).map_err(|reason| {
            format!("this kind needs root and the right to mount (loop devices, tmpfs), which this machine does not give: {reason}")
        })?;
        Ok(Self { mount: mount.to_owned() })
    }

    /// KiB that are used.
    pub(crate) fn used(&self) -> Result<u32, String> {
        let told = output(Command::new("df").args(["-k", "--output=used"]).arg(&self.mount))?;
        let number = told.lines().nth(1).and_then(|line| line.trim().parse().ok());
        number.ok_or_else(|| format!("df said: {told}"))
    }

    /// Gives a tmpfs another size.
    pub(crate) fn resize(&self, kibibytes: u32) -> Result<(), String> {
        let size = format!("remount,size={kibibytes}k");
        output(Command::new("mount").args(["-o", &size]).arg(&self.mount)).map(drop)
    }

    /// Everything written so far is durable.
    pub(crate) fn sync(&self) -> Result<(), String> {
        output(Command::new("sync").arg("-f").arg(&self.mount)).map(drop)
    }

    /// Unmounts what an interrupted run left behind.
    pub(crate) fn release(mount: &Path) {
        if is_mounted(mount) {
            // When this fails, mounting anew says so.
            let _busy = output(Command::new("umount").arg("-l").arg(mount));
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if output(Command::new("umount").arg(&self.mount)).is_err() {
            Self::release(&self.mount);
        }
    }
}

fn is_mounted(mount: &Path) -> bool {
    output(Command::new("mountpoint").arg("-q").arg(mount)).is_ok()
}
