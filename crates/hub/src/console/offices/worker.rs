//! Looks at imports and stores them, beside the requests; what an end has interrupted is finished after the next start.

use super::reading::read;
use crate::hub::Hub;
use exchange::id::ImportId;
use exchange::office::{ImportFinding, ImportState};
use exchange::operator::OperatorCaller;
use exchange::store::StoreError;
use exchange::usecases::operator::import::{ImportError, begin_import, check_import, store_next_part};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// After a failure it is tried again.
const SOON: Duration = Duration::from_secs(5);

/// Reads a file and begins its import; looking at its offices goes on beside the request.
pub(super) async fn begin(
    hub: &Arc<Hub>,
    caller: &OperatorCaller,
    file: &str,
    bytes: Vec<u8>,
) -> Result<ImportId, ImportError> {
    let failed = |error: tokio::task::JoinError| StoreError::Failed(error.to_string());
    let reading = tokio::task::spawn_blocking(move || read(&bytes)).await.map_err(failed)?;
    let total = u64::try_from(reading.offices.len()).unwrap_or(u64::MAX);
    let id = begin_import(hub.context(hub.now()), caller, file, total).await?;
    let hub = Arc::clone(hub);
    tokio::spawn(async move {
        if let Err(error) = check_import(hub.context(hub.now()), id, reading.offices, reading.wrong).await {
            tracing::warn!(error = &error as &dyn Error, "an import was not looked at to its end");
            // Busy or stopped: what was begun is let be, and the file can be put in again.
            let text = "途中で止まりました。何も登録していません。もう一度ファイルを選んでください。".to_owned();
            let _told = hub.store.end_import_check(id, 1, vec![ImportFinding { line: 0, text }]).await;
        }
    });
    Ok(id)
}

/// Stores an import to its end, or until the hub stops.
pub(super) fn store(hub: &Arc<Hub>, id: ImportId) {
    let hub = Arc::clone(hub);
    tokio::spawn(async move { keep_storing(&hub, id).await });
}

async fn keep_storing(hub: &Hub, id: ImportId) {
    let mut stop = hub.stop.clone();
    while !*stop.borrow() {
        let step = match hub.store.import(id).await {
            Ok(Some(import)) if import.state == ImportState::Storing => {
                store_next_part(hub.context(hub.now()), &import).await
            }
            Ok(_) => return,
            Err(error) => Err(error),
        };
        if let Err(error) = step {
            tracing::error!(error = &error as &dyn Error, "a part of an import was not stored, it is tried again");
            tokio::select! {
                () = tokio::time::sleep(SOON) => {}
                _ = stop.wait_for(|stopping| *stopping) => return,
            }
        }
    }
}

/// After a start: what was being stored goes on, what was being looked at is let be.
pub(in crate::console) async fn go_on(hub: Arc<Hub>) {
    match hub.store.imports().await {
        Ok(imports) => {
            for import in imports {
                match import.state {
                    ImportState::Storing => store(&hub, import.id),
                    ImportState::Checking => {
                        let _dropped = hub.store.drop_import(import.id).await;
                    }
                    _ => {}
                }
            }
        }
        Err(error) => tracing::error!(error = &error as &dyn Error, "imports could not be looked for"),
    }
}
