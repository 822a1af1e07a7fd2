//! The browser's files: their addresses, integrity values and compressed forms, and the route that serves them.

mod serve;

pub(crate) use serve::router;

/// A file as a page links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its address; it carries a hash of the content.
    pub url: &'static str,
    /// The value of the `integrity` attribute.
    pub integrity: &'static str,
}

/// An embedded file.
pub(crate) struct File {
    url: &'static str,
    media: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
