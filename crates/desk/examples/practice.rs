//! Serves practice on a loopback port, to look at the pages: `cargo run -p desk --example practice [open|first|out|locked|away]`.
#![allow(clippy::print_stdout, reason = "it tells the person where to look")]
#![allow(clippy::disallowed_methods, reason = "the main of a tool reads the clock")]

use desk::mailbox::Entry;
use desk::{Desk, Moment, Practice, router};
use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let practice = Practice::new(Moment(i64::try_from(since.as_millis())?));
    let practice = match std::env::args().nth(1).as_deref() {
        Some("first") => practice.at_door(Entry::FirstRun),
        Some("out") => practice.at_door(Entry::SignedOut),
        Some("locked") => practice.at_door(Entry::Locked),
        Some("away") => {
            practice.set_online(false);
            practice
        }
        _ => practice,
    };
    let site = web::Site::new(web::SiteConfig {
        origins: vec![format!("http://127.0.0.1:{port}")],
        cookie: web::CookiePolicy::Machine { name: "practice", port },
        fetch: web::FetchPolicy::Public,
        hsts: false,
        // A key that everybody knows guards nothing; here is nothing to guard.
        key: [7; 32],
        random: web::Random::new(counted()),
        uploads: web::UploadLimits::default(),
        frame: web::Frame { brand: "れんけい".into(), home: "/".into(), ..web::Frame::default() },
    });
    let app = site.protect(
        router(Desk { mailbox: Arc::new(practice), practice: None }).merge(web::licences(web::Frame::default())),
    );
    println!("http://127.0.0.1:{port}/");
    axum::serve(listener, app).await?;
    Ok(())
}

/// Bytes that differ from call to call.
fn counted() -> impl Fn(&mut [u8]) + Send + Sync {
    let calls = std::sync::atomic::AtomicU64::new(0);
    move |bytes| {
        let call = calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_le_bytes();
        bytes.iter_mut().zip(call.iter().cycle()).for_each(|(byte, part)| *byte = *part);
    }
}
