//! The least that a hub does for a message of 20 KB, without network and HTTP: open the AEAD (TLS in), hash the body,
//! verify the signature, perhaps check the rows, and append with group commit.

use crate::crypto::{aead_key, nonce};
use crate::disk::{group_commit, own_folder};
use crate::message::Message;
use anchors::measure::result;
use aws_lc_rs::aead::Aad;
use std::path::Path;

/// All measures, in a folder of its own below `folder`.
pub(crate) fn run(folder: &Path) {
    let folder = own_folder(folder, "ceiling");
    let (message, key) = (Message::new(), aead_key());
    let mut sealed = message.body.clone();
    key.seal_in_place_append_tag(nonce(), Aad::empty(), &mut sealed).unwrap();
    for (name, rows, signatures) in [("verify1", false, 1), ("verify1+csv", true, 1), ("verify3+csv", true, 3)] {
        let work = || {
            let mut bytes = sealed.clone();
            let body = key.open_in_place(nonce(), Aad::empty(), &mut bytes).unwrap();
            for _ in 0..signatures {
                message.verify(body);
            }
            if rows {
                message.check_rows();
            }
        };
        for producers in [1, 8, 32] {
            let (messages, p50, p99) = group_commit(&folder, producers, Some(&work));
            result(&format!("ceiling.{name}.conc{producers}"), messages, "msg/s");
            result(&format!("ceiling.{name}.conc{producers}.p50us"), p50, "us");
            result(&format!("ceiling.{name}.conc{producers}.p99us"), p99, "us");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
