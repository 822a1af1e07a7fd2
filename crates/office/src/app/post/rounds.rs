//! What goes on while nobody looks: sending, and taking up what came. Each goes on whatever the other does.

use super::{Post, Seat, Shared};
use desk::{Trouble, TroubleKind};
use std::sync::Arc;
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
        tasks.spawn(send(Arc::clone(&self.shared)));
        tasks.spawn(receive(Arc::clone(&self.shared)));
        while tasks.join_next().await.is_some() {}
    }
}

async fn send(shared: Arc<Shared>) {
    while !shared.is_stopped() {
        drop(on_a_thread(&shared, Seat::lay_exports).await);
        drop(on_a_thread(&shared, Seat::send_what_waits).await);
        let mut stop = shared.stop.subscribe();
        tokio::select! {
            () = shared.bell.notified() => {}
            () = tokio::time::sleep(AGAIN) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}

async fn receive(shared: Arc<Shared>) {
    let (mut rest, mut is_first) = (REST, true);
    // Long lists take a moment: before the first page that needs them.
    drop(on_a_thread(&shared, |seat| Ok(seat.refresh_catalogue()?)).await);
    while !shared.is_stopped() {
        match on_a_thread(&shared, move |seat| seat.look_for_news(is_first)).await {
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

/// Before the first set-up there is nothing to do: the data folder cannot be opened.
async fn on_a_thread(
    shared: &Arc<Shared>,
    work: impl FnOnce(&mut Seat) -> Result<(), Trouble> + Send + 'static,
) -> Result<(), Trouble> {
    let shared = Arc::clone(shared);
    let done = tokio::task::spawn_blocking(move || {
        let mut seat = Seat::take(shared)?;
        let done = work(&mut seat);
        seat.give_back();
        done
    });
    let gone = |_| Trouble::new(TroubleKind::Failed, "途中で止まりました。", "", "");
    done.await.map_err(gone).flatten()
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
