//! Writes the embedded files, their compressed forms, and the Rust table that names them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256, Sha384};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A licence that has to be shown: package, version, text.
pub(crate) type Notice = (String, String, String);

/// The table as it grows.
pub(crate) struct Embedded {
    out: PathBuf,
    names: String,
    table: String,
}

impl Embedded {
    pub(crate) fn new(out: &Path) -> Self {
        Self { out: out.to_owned(), names: String::new(), table: String::new() }
    }

    /// Adds a file. Its address carries a hash of the content, so that it never changes its meaning.
    pub(crate) fn add(&mut self, constant: &str, name: &str, media: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
        let hash = Sha256::digest(bytes).iter().take(6).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let (stem, extension) = name.rsplit_once('.').ok_or("a file without extension")?;
        let file = format!("{stem}.{hash}.{extension}");
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)));
        let path = self.out.join(&file);
        fs::write(&path, bytes)?;
        let brotli = self.out.join(format!("{file}.br"));
        fs::write(&brotli, packed_with_brotli(bytes)?)?;
        let gzip = self.out.join(format!("{file}.gz"));
        fs::write(&gzip, packed_with_gzip(bytes)?)?;
        let url = format!("/assets/{file}");
        writeln!(
            self.names,
            "pub(crate) const {constant}: Option<Link> = Some(Link {{ url: {url:?}, integrity: {integrity:?} }});"
        )?;
        writeln!(
            self.table,
            "File {{ url: {url:?}, media: {media:?}, plain: include_bytes!({path:?}), brotli: include_bytes!({brotli:?}), gzip: include_bytes!({gzip:?}) }},"
        )?;
        Ok(())
    }

    /// A file that this build does not have.
    pub(crate) fn nothing(&mut self, constant: &str) {
        let _ = writeln!(self.names, "pub(crate) const {constant}: Option<Link> = None;");
    }

    pub(crate) fn notices(&mut self, notices: Vec<Notice>) {
        let _ = writeln!(self.names, "pub(crate) const NOTICES: &[(&str, &str, &str)] = &[");
        for (package, version, text) in notices {
            let _ = writeln!(self.names, "({package:?}, {version:?}, {text:?}),");
        }
        self.names.push_str("];\n");
    }

    pub(crate) fn write(&self) -> Result<(), Box<dyn Error>> {
        let text = format!("{}pub(crate) const FILES: &[File] = &[\n{}];\n", self.names, self.table);
        Ok(fs::write(self.out.join("assets.rs"), text)?)
    }
}

fn packed_with_brotli(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn packed_with_gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
