//! The commands' socket: in the data folder, for the hub's own user.

use super::desk::Desk;
use super::question::{AdminAnswer, AdminQuestion};
use crate::authority::{SocketError, serve_with};
use crate::data_folder::DataFolder;
use crate::hub::Hub;
use std::error::Error;
use std::sync::Arc;

/// Answers commands until the hub stops.
pub(crate) async fn serve(hub: Arc<Hub>) {
    let (path, stop) = (hub.folder.admin_socket(), hub.stop.clone());
    let answer = move |question: AdminQuestion| {
        let hub = Arc::clone(&hub);
        async move {
            let answer = Desk::of(&hub).answer(&question).await;
            use AdminQuestion::{RenewOperator, Revoke, StopOperator};
            if matches!(question, Revoke { .. } | RenewOperator { .. } | StopOperator { .. }) {
                hub.revoked.notify_one();
            }
            answer
        }
    };
    if let Err(error) = serve_with(&path, stop, answer).await {
        tracing::error!(error = &error as &dyn Error, "commands cannot be answered");
    }
}

/// Asks the hub that runs on a folder; `None` when none runs.
pub async fn ask(folder: &DataFolder, question: &AdminQuestion) -> Option<Result<AdminAnswer, SocketError>> {
    match crate::authority::ask(&folder.admin_socket(), question).await {
        Err(SocketError::Io(error))
            if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::ConnectionRefused) =>
        {
            None
        }
        other => Some(other),
    }
}
