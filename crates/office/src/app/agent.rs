//! The program behind the pages: one for a data folder, on this computer alone.

use super::door::{Door, START};
use super::entry;
use super::instance::{self, Instance};
use super::post::{Post, Shared};
use super::site::{self, Place};
use crate::Surroundings;
use crate::home::Home;
use axum::Router;
use desk::{Desk, Practice};
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Pages and transfers that run are given so long to end.
const DRAIN: Duration = Duration::from_secs(5);

/// How a start went.
pub(crate) enum Start {
    /// This one serves the pages.
    First(Box<Running>),
    /// The pages are served already: an address that opens them once.
    Again(String),
}

/// The pages, bound and not yet served.
pub(crate) struct Running {
    instance: Instance,
    place: Place,
    router: Router,
    post: Post,
}

/// Starts, or finds the one that runs.
///
/// # Errors
/// When the data folder cannot be written or no port is free.
pub(crate) async fn start(home: &Home, surroundings: &Surroundings) -> io::Result<Start> {
    let Some(instance) = Instance::take(home)? else {
        let origin = instance::Place::read(home)?.origin;
        return Ok(Start::Again(address(&origin, home, surroundings)?));
    };
    let place = Place::take(surroundings).await?;
    let site = place.site(surroundings)?;
    let post = Post::new(home, surroundings);
    let practice = Arc::new(Practice::new(post.shared.now()));
    let desk = Desk { mailbox: Arc::new(post.clone()), practice: Some(practice) };
    let pages = desk::router(desk).merge(web::licences(site::frame()));
    let router = site.protect(Door::new(home, surroundings).before(pages));
    instance.announce(&place.origin)?;
    Ok(Start::First(Box::new(Running { instance, place, router, post })))
}

/// An address that opens the pages once, within a minute.
fn address(origin: &str, home: &Home, surroundings: &Surroundings) -> io::Result<String> {
    let secret = entry::issue(home, surroundings)?;
    Ok(format!("{origin}{START}{}", *secret))
}

impl Running {
    /// An address that opens the pages once, within a minute.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn address(&self) -> io::Result<String> {
        address(&self.place.origin, &self.post.shared.home, &self.post.shared.surroundings)
    }

    /// Serves until `stop` is done or a person ends the program; what runs then may end within five seconds.
    ///
    /// # Errors
    /// When a listener fails.
    pub(crate) async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let shared = Arc::clone(&self.post.shared);
        note(&shared, concat!("起動しました（", env!("CARGO_PKG_VERSION"), "）。")).await;
        let mut tasks = tokio::task::JoinSet::new();
        for listener in self.place.listeners {
            let (router, mut ended) = (self.router.clone(), shared.stop.subscribe());
            let until = async move { drop(ended.wait_for(|stop| *stop).await) };
            tasks.spawn(async move { axum::serve(listener, router).with_graceful_shutdown(until).await });
        }
        let work = tokio::spawn(self.post.work());
        let mut ended = shared.stop.subscribe();
        tokio::select! {
            () = stop => {}
            _ = ended.wait_for(|stop| *stop) => {}
        }
        shared.end();
        let over = async {
            while tasks.join_next().await.is_some() {}
            drop(work.await);
        };
        drop(tokio::time::timeout(DRAIN, over).await);
        note(&shared, "終了しました。").await;
        drop(self.instance);
        Ok(())
    }
}

/// A line in the log; the store is written on a thread that may wait.
async fn note(shared: &Arc<Shared>, text: &'static str) {
    let shared = Arc::clone(shared);
    drop(tokio::task::spawn_blocking(move || shared.log(false, text, None)).await);
}
