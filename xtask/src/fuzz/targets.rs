//! The fuzz targets with their dictionaries and the longest input each is given.

/// A fuzz target.
pub(crate) struct Target {
    /// Its name: that of the program, and of the folder of its corpus.
    pub(crate) name: &'static str,
    /// The file in `fuzz/dict/`.
    pub(crate) words: &'static str,
    /// Longest input in bytes.
    pub(crate) longest: usize,
}

const fn target(name: &'static str, words: &'static str, longest: usize) -> Target {
    Target { name, words, longest }
}

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    target("scanner", "scanner.dict", 4_096),
    target("names", "names.dict", 256),
    target("document", "document.dict", 8_192),
    target("container", "container.dict", 16_384),
    target("signature", "der.dict", 4_096),
    target("certificate", "der.dict", 4_096),
    target("request", "der.dict", 2_048),
    target("crl", "der.dict", 4_096),
    target("json", "json.dict", 4_096),
    target("multipart", "multipart.dict", 4_096),
];
