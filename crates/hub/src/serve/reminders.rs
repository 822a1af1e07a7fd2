//! Reminders of certificates and licences that end, in the words of an office; looked for each hour.

use super::jobs::HOURLY;
use crate::api::timestamp;
use crate::authority::to_hex;
use crate::hub::Hub;
use exchange::instant::Day;
use exchange::notice::{Ending, Reminder};
use exchange::store::StoreError;
use exchange::usecases::notice::remind::{Words, remind};
use std::error::Error;
use std::sync::Arc;

/// Reminds until the hub stops.
pub(super) async fn keep_reminding(hub: Arc<Hub>) {
    let mut stop = hub.stop.clone();
    loop {
        match hub.remind().await {
            Ok(0) => {}
            Ok(given) => tracing::info!(given, "offices were reminded of what ends"),
            Err(error) => tracing::error!(error = &error as &dyn Error, "offices could not be reminded"),
        }
        tokio::select! {
            () = tokio::time::sleep(HOURLY) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
    }
}

impl Hub {
    /// Gives every reminder that is due now; gives how many.
    ///
    /// # Errors
    /// [`StoreError`]; what was given stays given.
    pub async fn remind(&self) -> Result<u64, StoreError> {
        remind(self.context(self.now()), words).await
    }
}

fn words(reminder: &Reminder) -> Words {
    match &reminder.ending {
        Ending::Certificate { key, end } => {
            let serial: Vec<u8> = key.serial.iter().copied().skip_while(|byte| *byte == 0).collect();
            let (end, serial) = (timestamp(*end).in_japanese(), to_hex(&serial));
            Words {
                title: format!("電子証明書の期限まで、あと{}日以内です", reminder.days),
                body: format!(
                    "この事業所の端末の電子証明書が、{end}に期限を迎えます。期限を過ぎると、その端末では送信も受信もできなくなります。その端末で電子証明書を更新してください。更新できないときは、運営者に新しい発行コードを求めてください。（証明書の番号 {serial}）"
                ),
            }
        }
        Ending::Licence { last, .. } => Words {
            title: format!("ライセンスの期限まで、あと{}日以内です", reminder.days),
            body: format!(
                "この事業所のライセンスは{}までです。期限を過ぎると、送ることも、ほかの事業所から受け取ることもできなくなります。受け取ったものは、その後も見られます。続けて使うには、運営者にライセンスの更新を申し込んでください。",
                japanese(*last)
            ),
        },
    }
}

fn japanese(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year}年{month}月{day}日")
}
