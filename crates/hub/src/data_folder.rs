//! Where things lie in the hub's data folder.

use std::path::{Path, PathBuf};

/// The hub's data folder. Only the hub's user may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder(PathBuf);

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        impl DataFolder {
            $($(#[$doc])* pub fn $name(&self) -> PathBuf { self.0.join($path) })*
        }
    };
}

places! {
    /// The database.
    database = "hub.db";
    /// The master key that wraps the containers' keys, 32 bytes.
    master_key = "master.key";
    /// The next master key, while a rotation is under way.
    master_key_next = "master.key.next";
    /// Master keys of before, which only older backups need.
    retired_keys = "retired";
    /// The pepper of the passwords, 32 bytes.
    pepper = "pepper.key";
    /// The root certificate.
    root = "root.pem";
    /// The issuing certificates, the newest first.
    issuing = "issuing.pem";
    /// The listeners' certificate.
    server_certificate = "server.pem";
    /// The listeners' key, PKCS#8.
    server_key = "server.key";
    /// The key of a renewed server certificate, until that certificate is in its place.
    server_key_next = "server.key.next";
    /// The certificate that signs receipts.
    receipt_certificate = "receipt.pem";
    /// The key that signs receipts, PKCS#8.
    receipt_key = "receipt.key";
    /// The key of a renewed receipt certificate, until that certificate is in its place.
    receipt_key_next = "receipt.key.next";
    /// The revocation list as it was last made.
    crl = "crl.der";
    /// The folder of the authority.
    authority = "authority";
    /// The socket of `ca serve`.
    authority_socket = "authority.sock";
    /// The socket of the commands.
    admin_socket = "admin.sock";
}

impl DataFolder {
    /// The folder.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}
