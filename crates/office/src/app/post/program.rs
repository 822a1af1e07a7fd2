//! What a page that stays open waits for, and the end of the program.

use super::Post;
use desk::mailbox::{Answer, Program, Sight};
use std::sync::Arc;
use std::time::Duration;

/// How long a page waits for news before it asks again.
const HOLD: Duration = Duration::from_secs(20);
/// The last page is on its way for so long before the server ends.
const LAST_PAGE: Duration = Duration::from_secs(1);

impl Program for Post {
    fn news(&self, known: Sight) -> Answer<'_, Sight> {
        let shared = Arc::clone(&self.shared);
        Box::pin(async move {
            let (mut changed, mut stop) = (shared.changed.subscribe(), shared.stop.subscribe());
            let other = async { while shared.sight() == known && changed.changed().await.is_ok() {} };
            tokio::select! {
                () = other => {}
                () = tokio::time::sleep(HOLD) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
            Ok(shared.sight())
        })
    }

    fn told(&self, what: String, number: String) -> Answer<'_, ()> {
        self.ask_outside(move |shared| {
            shared.log(true, &what, Some(&number));
            Ok(())
        })
    }

    fn quit(&self) -> Answer<'_, ()> {
        let shared = Arc::clone(&self.shared);
        tokio::spawn(async move {
            tokio::time::sleep(LAST_PAGE).await;
            shared.end();
        });
        Box::pin(std::future::ready(Ok(())))
    }
}
