//! Backups of the hub's data, and the loss of all that was done since.

use super::TestHub;
use hub::backup::{make, restore};
use std::path::Path;

impl TestHub {
    /// Makes a backup beside the running hub. Panics when there is one in the folder.
    pub fn back_up(&self, to: &Path) {
        make(&self.data, "test.example", to, self.surroundings.now()).unwrap();
    }

    /// Brings a backup back in place of the data of a hub that was stopped, and starts it. Its keys lie there still.
    pub async fn bring_back(&mut self, from: &Path) {
        self.lose_data();
        restore(&self.data, from, &self.surroundings).unwrap();
        self.start().await;
    }

    /// The database of a hub that was stopped is gone.
    pub fn lose_data(&self) {
        let database = self.data.database();
        for end in ["", "-wal", "-shm"] {
            let file = format!("{}{end}", database.display());
            if Path::new(&file).exists() {
                std::fs::remove_file(file).unwrap();
            }
        }
    }
}
