//! Replays the corpora of the fuzz targets: what was found once stays found.

use std::path::Path;

use crate::fuzz_bodies::TARGETS;

#[test]
fn s10_s16_s18_the_corpora_of_the_fuzz_targets() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (target, body) in TARGETS {
        let mut files: Vec<_> = corpora.join(target).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() > 2, "{target} has a corpus");
        files.iter().for_each(|file| body(&std::fs::read(file).unwrap()));
    }
}
