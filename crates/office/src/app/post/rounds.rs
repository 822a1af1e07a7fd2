//! What goes on while nobody looks: sending, and taking up what came. Each goes on whatever the other does.

use super::{Post, Seat, Shared};
use std::time::Duration;
use tokio::task::JoinSet;

/// What waits is tried again after so long, and sooner when a person sends something.
const AGAIN: Duration = Duration::from_secs(10);
/// After a failure the hub is left alone for so long at first, and at most.
const REST: Duration = Duration::from_secs(5);
const LONGEST_REST: Duration = Duration::from_secs(60);

impl Post {
    /// Goes on until the program is told to stop.
    pub(in crate::app) async fn work(self) {
        let mut tasks = JoinSet::new();
        tasks.spawn(self.clone().send());
        tasks.spawn(self.receive());
        while tasks.join_next().await.is_some() {}
    }

    /// Before the first set-up there is nothing to send: the data folder cannot be opened.
    async fn send(self) {
        let shared = &self.shared;
        while !shared.is_stopped() {
            // Why one cannot go on is told where it is looked for; the next round tries again.
            drop(self.ask(Seat::lay_exports).await);
            drop(self.ask(Seat::send_what_waits).await);
            let mut stop = shared.stop.subscribe();
            tokio::select! {
                () = shared.bell.notified() => {}
                () = tokio::time::sleep(AGAIN) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
    }

    async fn receive(self) {
        let shared = &self.shared;
        let (mut rest, mut is_first) = (REST, true);
        // Long lists take a moment: before the first page that needs them.
        drop(self.ask(|seat| Ok(seat.refresh_catalogue()?)).await);
        while !shared.is_stopped() {
            match self.ask(move |seat| seat.look_for_news(is_first)).await {
                Ok(()) => (rest, is_first) = (REST, false),
                Err(_) => {
                    let mut stop = shared.stop.subscribe();
                    tokio::select! {
                        () = shared.news_bell.notified() => rest = REST,
                        () = tokio::time::sleep(rest) => rest = (rest * 2).min(LONGEST_REST),
                        _ = stop.wait_for(|stop| *stop) => {}
                    }
                }
            }
        }
    }
}

impl Shared {
    /// A person signed in or connected again: what waits is tried now.
    pub(super) fn wake(&self) {
        self.bell.notify_one();
        self.news_bell.notify_one();
    }

    fn is_stopped(&self) -> bool {
        *self.stop.borrow()
    }

    /// Ends what goes on in the background, and the server with it.
    pub(in crate::app) fn end(&self) {
        self.stop.send_replace(true);
    }
}
