//! Drafts as they lie in the store: the letter, and that it is sent again on purpose.

use crate::store::Store;
use desk::Trouble;
use desk::letter::Letter;
use serde::{Deserialize, Serialize};

/// A draft. Read as a [`Letter`] it is the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The letter.
    #[serde(flatten)]
    pub(super) letter: Letter,
    /// Made from what was sent before: the same may go once more.
    #[serde(default)]
    pub(super) again: bool,
}

impl Kept {
    /// The draft with this id.
    pub(super) fn read(store: &Store, id: &str) -> Result<Self, Trouble> {
        let draft = store.draft(id)?;
        draft.map(|draft| draft.letter).ok_or_else(gone)
    }

    /// Throws a draft away, with its files on the shelf. Within a transaction.
    pub(super) fn remove(&self, store: &Store) -> Result<(), Trouble> {
        store.remove_draft(&self.letter.id)?;
        for file in &self.letter.set.files {
            store.clear_shelf(file.key)?;
        }
        Ok(())
    }
}

fn gone() -> Trouble {
    let mut trouble = Trouble::missing("下書き");
    trouble.why = "ほかの画面で送られたか、消された可能性があります。".to_owned();
    trouble.cure = "送信一覧と下書き一覧を確かめてください。".to_owned();
    trouble
}
