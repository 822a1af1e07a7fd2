//! What the disk allows: appending with a sync, alone, by many writers, in groups, and one file for each message.

mod log;

pub(crate) use log::{Log, cpu_seconds, group_commit};

use crate::message::LENGTH;
use anchors::measure::{megabytes, percentile, rate, result, seconds};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Instant;

/// So many messages are written together at most.
const GROUP: usize = 64;

/// All measures in a folder of its own below `folder`; `name` goes into the figures.
pub(crate) fn run(folder: &Path, name: &str) {
    let folder = own_folder(folder, "disk");
    let buffer = vec![0x41_u8; LENGTH * GROUP];
    appending(&folder, name, &buffer);
    overwriting(&folder, name, &buffer);
    a_file_for_each(&folder, name, &buffer);
    many_writers(&folder, name, &buffer);
    groups(&folder, name, &buffer);
    waiting_producers(&folder, name);
    in_one_go(&folder, name, &buffer);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// One writer that appends a message and syncs, and nothing else.
pub(crate) fn syncs(folder: &Path) {
    let folder = own_folder(folder, "disk");
    appending(&folder, "data", &[0x41; LENGTH]);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A folder that no other run uses.
pub(crate) fn own_folder(folder: &Path, what: &str) -> std::path::PathBuf {
    let folder = folder.join(format!("bench-limits-{what}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn open(folder: &Path, name: &str) -> File {
    OpenOptions::new().create(true).append(true).open(folder.join(name)).unwrap()
}

/// One writer, a growing file.
fn appending(folder: &Path, name: &str, buffer: &[u8]) {
    for (measure, size) in [("append4k_fdatasync", 4096), ("append20k_fdatasync", LENGTH)] {
        let mut file = open(folder, measure);
        let mut microseconds = Vec::new();
        let writes = rate(|| {
            let start = Instant::now();
            file.write_all(&buffer[..size]).unwrap();
            file.sync_data().unwrap();
            microseconds.push(start.elapsed().as_secs_f64() * 1e6);
        });
        result(&format!("disk.{name}.{measure}"), writes, "op/s");
        result(&format!("disk.{name}.{measure}.p50us"), percentile(&mut microseconds, 0.5), "us");
        result(&format!("disk.{name}.{measure}.p99us"), percentile(&mut microseconds, 0.99), "us");
    }
}

/// In a file that is there and was written before: no metadata to commit.
fn overwriting(folder: &Path, name: &str, buffer: &[u8]) {
    let file = OpenOptions::new().create(true).truncate(true).write(true).open(folder.join("written")).unwrap();
    (0..64).for_each(|block| file.write_all_at(buffer, block * buffer.len() as u64).unwrap());
    file.sync_all().unwrap();
    let (total, mut at) = (64 * buffer.len() as u64, 0);
    let writes = rate(|| {
        file.write_all_at(&buffer[..LENGTH], at).unwrap();
        file.sync_data().unwrap();
        at = (at + LENGTH as u64) % total;
    });
    result(&format!("disk.{name}.overwrite20k_prealloc_fdatasync"), writes, "op/s");
}

/// As a Maildir does: create, write, sync, rename, sync the folder.
fn a_file_for_each(folder: &Path, name: &str, buffer: &[u8]) {
    let directory = File::open(folder).unwrap();
    let mut number = 0_u64;
    let messages = rate(|| {
        let unfinished = folder.join(format!("t{number}"));
        let mut file = File::create(&unfinished).unwrap();
        file.write_all(&buffer[..LENGTH]).unwrap();
        file.sync_all().unwrap();
        std::fs::rename(&unfinished, folder.join(format!("m{number}"))).unwrap();
        directory.sync_all().unwrap();
        number += 1;
    });
    result(&format!("disk.{name}.file_per_msg_fsync_rename_dirsync"), messages, "msg/s");
}

/// Each with a file of its own.
fn many_writers(folder: &Path, name: &str, buffer: &[u8]) {
    for writers in [2, 8, 32] {
        let writer = |number: usize| {
            let mut file = open(folder, &format!("writer{writers}_{number}"));
            let (start, mut writes) = (Instant::now(), 0_u64);
            while start.elapsed().as_secs_f64() < seconds() {
                file.write_all(&buffer[..LENGTH]).unwrap();
                file.sync_data().unwrap();
                writes += 1;
            }
            writes as f64 / start.elapsed().as_secs_f64()
        };
        let sum: f64 = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..writers).map(|number| scope.spawn(move || writer(number))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        result(&format!("disk.{name}.append20k_own_file_{writers}threads"), sum, "op/s");
    }
}

/// Several messages for one sync.
fn groups(folder: &Path, name: &str, buffer: &[u8]) {
    for size in [2, 4, 8, 16, 32, GROUP] {
        let path = format!("group{size}");
        let mut file = open(folder, &path);
        let syncs = rate(|| {
            file.write_all(&buffer[..LENGTH * size]).unwrap();
            file.sync_data().unwrap();
        });
        result(&format!("disk.{name}.group{size}x20k"), syncs * size as f64, "rec/s");
        std::fs::remove_file(folder.join(path)).unwrap();
    }
}

/// Producers that wait until their message is on the disk.
fn waiting_producers(folder: &Path, name: &str) {
    for producers in [1, 8, 32, 128] {
        let (records, p50, p99) = group_commit(folder, producers, None);
        result(&format!("disk.{name}.gc_closed_{producers}"), records, "rec/s");
        result(&format!("disk.{name}.gc_closed_{producers}.p50us"), p50, "us");
        result(&format!("disk.{name}.gc_closed_{producers}.p99us"), p99, "us");
    }
}

/// 268 MB and one sync.
fn in_one_go(folder: &Path, name: &str, buffer: &[u8]) {
    let mut file = open(folder, "sequential");
    let (start, blocks) = (Instant::now(), 205);
    (0..blocks).for_each(|_| file.write_all(buffer).unwrap());
    file.sync_data().unwrap();
    megabytes(&format!("disk.{name}.seq_write"), blocks * buffer.len(), start);
}
