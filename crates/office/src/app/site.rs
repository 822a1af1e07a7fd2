//! The site of one start: a random name on this computer, a port of its own, a cookie that no other port gets.

use super::door::START;
use crate::Surroundings;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use web::{CookiePolicy, FetchPolicy, Frame, Random, Site, SiteConfig, UploadLimits};

/// Where this start listens and under which name.
pub(super) struct Place {
    /// 127.0.0.1, and `[::1]` where there is one; the same port.
    pub(super) listeners: Vec<TcpListener>,
    /// What stands before the path.
    pub(super) origin: String,
    port: u16,
}

impl Place {
    /// Takes a port on this computer. There is no way to listen anywhere else (S70).
    pub(super) async fn take(surroundings: &Surroundings) -> io::Result<Self> {
        let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let port = four.local_addr()?.port();
        let six = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await;
        let label: String = surroundings.random::<8>()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let listeners = std::iter::once(four).chain(six.ok()).collect();
        Ok(Self { listeners, origin: format!("http://renkei-{label}.localhost:{port}"), port })
    }

    /// The site that answers here.
    pub(super) fn site(&self, surroundings: &Surroundings) -> io::Result<Arc<Site>> {
        let random = surroundings.random.clone();
        Ok(Site::new(SiteConfig {
            origins: vec![self.origin.clone()],
            cookie: CookiePolicy::Machine { name: "renkei", port: self.port },
            fetch: FetchPolicy::Machine { start: START },
            hsts: false,
            key: surroundings.random()?,
            random: Random::new(move |bytes| fill(&random, bytes)),
            uploads: UploadLimits::default(),
            frame: frame(),
        }))
    }
}

/// The frame of pages that are not the desk's.
pub(super) fn frame() -> Frame {
    Frame { brand: "れんけい".into(), home: "/".into(), ..Frame::default() }
}

/// Without random bytes no token may be made: the process ends rather than to make one that can be guessed.
fn fill(random: &crate::Random, bytes: &mut [u8]) {
    if random(bytes).is_err() {
        std::process::abort();
    }
}
