//! Imports of offices in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::ImportId;
use crate::office::{ImportFinding, ImportPart, LineChange, LineKind, OfficeImport};
use crate::page::{Limit, Page};

/// Imports: looked at in parts, then stored in parts, each part whole.
pub trait Imports {
    /// Begins an import in the state `Checking`. What is older than the newest twenty is forgotten, unless it is being
    /// stored.
    fn begin_import(&self, import: OfficeImport) -> StoreFuture<'_, ()>;

    /// Keeps a part of an import that is being looked at, and notes and counts what storing it would do. `false` when the import
    /// is not being looked at any more.
    fn keep_import_part(&self, part: ImportPart) -> StoreFuture<'_, bool>;

    /// Ends the looking: without findings the import is `Checked`, with findings it is `Refused` and its parts are gone.
    /// `wrong` is the number of wrong lines, `findings` the first of them.
    fn end_import_check(&self, id: ImportId, wrong: u64, findings: Vec<ImportFinding>) -> StoreFuture<'_, bool>;

    /// A person's yes: from now on it is stored. `false` when it does not wait for that.
    fn approve_import(&self, id: ImportId, act: Act) -> StoreFuture<'_, bool>;

    /// Lets an import be that is not yet being stored; its parts are gone.
    fn drop_import(&self, id: ImportId) -> StoreFuture<'_, bool>;

    /// Stores the next part with its audit entries, and notes how far it is; after the last part the import is `Done`.
    /// `None` when there is nothing to store.
    fn store_import_part(&self, id: ImportId, act: Act) -> StoreFuture<'_, Option<OfficeImport>>;

    /// An import.
    fn import(&self, id: ImportId) -> StoreFuture<'_, Option<OfficeImport>>;

    /// What the lines of an import do, by their place in the file. They are forgotten when another import begins, or when
    /// it is let be or refused.
    fn import_lines(
        &self,
        id: ImportId,
        kind: LineKind,
        after: Option<u64>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<LineChange, u64>>;

    /// The newest imports, the newest first, 20 at most.
    fn imports(&self) -> StoreFuture<'_, Vec<OfficeImport>>;
}
