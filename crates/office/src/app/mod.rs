//! `renkei app`: the pages of this office, served to a browser on this computer alone.

mod door;
mod entry;
mod instance;
mod post;
mod site;

use crate::Surroundings;
use crate::home::Home;
use axum::Router;
use desk::{Desk, Moment, Practice};
use door::Door;
use instance::Instance;
use post::Post;
use site::Place;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Running pages are given so long to end.
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
    home: Home,
    surroundings: Surroundings,
}

/// Starts, or finds the one that runs.
///
/// # Errors
/// When the data folder cannot be written or no port is free.
pub(crate) async fn start(home: &Home, surroundings: &Surroundings) -> io::Result<Start> {
    let Some(instance) = Instance::take(home)? else {
        let place = instance::Place::read(home)?;
        let secret = entry::issue(home, surroundings)?;
        return Ok(Start::Again(format!("{}{}{}", place.origin, door::START, *secret)));
    };
    let place = Place::take(surroundings).await?;
    let site = place.site(surroundings)?;
    let now = Moment(i64::try_from(surroundings.milliseconds()).unwrap_or(i64::MAX));
    let mailbox = Arc::new(Post::new(home, surroundings));
    let desk = Desk { mailbox, practice: Some(Arc::new(Practice::new(now))) };
    let pages = Door::new(home, surroundings).before(desk::router(desk));
    let router = site.protect(pages.merge(web::licences()));
    instance.announce(&place.origin)?;
    let (home, surroundings) = (home.clone(), surroundings.clone());
    Ok(Start::First(Box::new(Running { instance, place, router, home, surroundings })))
}

impl Running {
    /// An address that opens the pages once, within a minute.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn address(&self) -> io::Result<String> {
        let secret = entry::issue(&self.home, &self.surroundings)?;
        Ok(format!("{}{}{}", self.place.origin, door::START, *secret))
    }

    /// Serves until `stop` is done; what runs then may end within five seconds.
    ///
    /// # Errors
    /// When a listener fails.
    pub(crate) async fn serve(self, stop: impl Future<Output = ()>) -> io::Result<()> {
        let (ends, ended) = watch::channel(());
        let mut tasks = tokio::task::JoinSet::new();
        for listener in self.place.listeners {
            let (router, mut ended) = (self.router.clone(), ended.clone());
            let until = async move { drop(ended.changed().await) };
            tasks.spawn(async move { axum::serve(listener, router).with_graceful_shutdown(until).await });
        }
        stop.await;
        drop(ends);
        drop(tokio::time::timeout(DRAIN, async { while tasks.join_next().await.is_some() {} }).await);
        drop(self.instance);
        Ok(())
    }
}
