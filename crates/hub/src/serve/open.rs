//! Opens what the hub needs before it listens: keys, certificates, store. It does not start without any of them.

use crate::config::ConfigError;
use crate::data_folder::DataFolder;
use crate::listener::TlsError;
use crate::mail::PostmanError;
use crate::own_certificates::UseError;
use crate::ports::Argon2Hasher;
use crate::rotation::is_under_way;
use crate::surroundings::Surroundings;
use crate::trust::TrustError;
use evidence::certificate::{Certificate, CertificateError};
use exchange::store::{Store, StoreError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Database, MasterKeys, OpenError, SqliteConfig};
use thiserror::Error;
use zeroize::Zeroizing;

/// Bytes of a page of the database.
const PAGE: u64 = 4096;

/// Why the hub does not start. The texts are the operator's.
#[derive(Debug, Error)]
pub enum StartError {
    /// The configuration.
    #[error("設定を読めません。設定ファイルの内容を確かめてください")]
    Config(#[from] ConfigError),
    /// A file is missing or cannot be read.
    #[error("{file} を読めません。renkei-hub init を行ったか、ファイルの権限が正しいかを確かめてください")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A certificate cannot be read.
    #[error("証明書を読めません。ファイルが壊れていないか確かめてください")]
    Certificate(#[from] CertificateError),
    /// The hub's own certificates.
    #[error(transparent)]
    Own(#[from] UseError),
    /// The name of the network.
    #[error("設定の network が正しくありません。英小文字、数字、点、ハイフンで書いてください")]
    Network,
    /// The store.
    #[error("データベースを開けません。ほかに renkei-hub が動いていないか確かめてください")]
    Open(#[from] OpenError),
    /// The system gives no further thread.
    #[error("処理のためのスレッドを作れません。システムの上限（ulimit -u など）を確かめてください")]
    Thread(#[source] std::io::Error),
    /// The store did not answer.
    #[error("データベースが応答しません")]
    Store(#[from] StoreError),
    /// No revocation list that holds now.
    #[error("有効な失効リストがありません。renkei-hub ca serve が動いているか確かめてください")]
    Trust(#[from] TrustError),
    /// TLS.
    #[error("TLSを準備できません。サーバー証明書と鍵を確かめてください")]
    Tls(#[from] TlsError),
    /// The mail server.
    #[error("設定の [mail] を使えません。ファイルとアドレスを確かめてください")]
    Mail(#[from] PostmanError),
    /// The console's name cannot be a passkey's.
    #[error("設定の console.name でパスキーを使えません。localhost か、点を含む名前を書いてください")]
    Console(#[source] webauthn_rs::prelude::WebauthnError),
    /// A listener.
    #[error("{address} で待ち受けられません。ほかのプログラムが使っていないか確かめてください")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

/// Store and keys, as `serve` and the commands need them.
pub struct Opened {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Hashes passwords.
    pub hasher: Argon2Hasher,
    /// The root certificate.
    pub root: Certificate,
    /// The issuing certificates.
    pub issuing: Vec<Certificate>,
}

impl Opened {
    /// Opens the data folder.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn open(folder: &DataFolder, surroundings: &Surroundings) -> Result<Self, StartError> {
        Self::open_within(folder, surroundings, None)
    }

    /// Opens the data folder; the database does not grow beyond so many bytes.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn open_within(
        folder: &DataFolder,
        surroundings: &Surroundings,
        most: Option<u64>,
    ) -> Result<Self, StartError> {
        let pepper = read(&folder.pepper())?;
        let root = Certificate::from_pem(&text(&folder.root())?)?;
        let issuing = Certificate::all_from_pem(&text(&folder.issuing())?)?;
        let keys = master_keys(folder)?;
        let most_pages = most.map(|bytes| u32::try_from(bytes / PAGE).unwrap_or(u32::MAX));
        let database = Database::Sqlite(SqliteConfig { most_pages, ..SqliteConfig::new(folder.database()) });
        let store = store::open(&store::Config { database, keys })?;
        let hasher = Argon2Hasher::new(pepper, surroundings.clone()).map_err(StartError::Thread)?;
        Ok(Self { store, hasher, root, issuing })
    }
}

/// The master key, and the next one while a rotation is under way.
pub(crate) fn master_keys(folder: &DataFolder) -> Result<MasterKeys, StartError> {
    let present = Zeroizing::new(read(&folder.master_key())?);
    if !is_under_way(folder) {
        return Ok(MasterKeys::from_files(&[&present])?);
    }
    let next = Zeroizing::new(read(&folder.master_key_next())?);
    Ok(MasterKeys::from_files(&[&present, &next])?)
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>, StartError> {
    std::fs::read(file).map_err(|source| StartError::File { file: file.to_owned(), source })
}

fn text(file: &Path) -> Result<String, StartError> {
    std::fs::read_to_string(file).map_err(|source| StartError::File { file: file.to_owned(), source })
}
