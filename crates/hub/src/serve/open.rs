//! Opens what the hub needs before it listens: keys, certificates, store. It does not start without any of them.

use crate::config::{Config, ConfigError};
use crate::data_folder::DataFolder;
use crate::listener::{TlsError, TlsKey};
use crate::ports::{Argon2Hasher, HubSigner};
use crate::surroundings::Surroundings;
use crate::trust::TrustError;
use evidence::certificate::{Certificate, CertificateError};
use evidence::cms::{SignError, SigningIdentity};
use evidence::{KeyError, NetworkName, SoftwareKey};
use exchange::store::{Store, StoreError};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::{Database, MasterKeys, OpenError, SqliteConfig};
use thiserror::Error;

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
    /// A key cannot be read.
    #[error("鍵を読めません。ファイルが壊れていないか確かめてください")]
    Key(#[from] KeyError),
    /// Key and certificate do not belong together.
    #[error("到達証の鍵と証明書が合いません。renkei-hub init で作ったものをそのまま使ってください")]
    Sign(#[from] SignError),
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
        let master = read(&folder.master_key())?;
        let pepper = read(&folder.pepper())?;
        let root = Certificate::from_pem(&text(&folder.root())?)?;
        let issuing = Certificate::all_from_pem(&text(&folder.issuing())?)?;
        let keys = MasterKeys::from_files(&[&master])?;
        let database = Database::Sqlite(SqliteConfig::new(folder.database()));
        let store = store::open(&store::Config { database, keys })?;
        let hasher = Argon2Hasher::new(pepper, surroundings.clone()).map_err(StartError::Thread)?;
        Ok(Self { store, hasher, root, issuing })
    }
}

/// Certificate chain and key of the listeners.
pub(super) fn server(folder: &DataFolder) -> Result<TlsKey, StartError> {
    let chain = Certificate::all_from_pem(&text(&folder.server_certificate())?)?;
    let chain = chain.iter().map(|one| CertificateDer::from(one.der().to_vec())).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(read(&folder.server_key())?));
    Ok(TlsKey { chain, key })
}

/// The signer of receipts.
pub(super) fn signer(folder: &DataFolder, config: &Config, opened: &Opened) -> Result<HubSigner, StartError> {
    let network = NetworkName::parse(&config.network).ok_or(StartError::Network)?;
    let certificate = Certificate::from_pem(&text(&folder.receipt_certificate())?)?;
    let key = SoftwareKey::from_pkcs8(&read(&folder.receipt_key())?)?;
    let issuer = opened.issuing.iter().find(|one| one.subject() == certificate.identity().issuer);
    let issuer = issuer.unwrap_or(&opened.root);
    let identity = SigningIdentity::new(Arc::new(key), certificate.clone(), issuer)?;
    Ok(HubSigner::new(identity, network))
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>, StartError> {
    std::fs::read(file).map_err(|source| StartError::File { file: file.to_owned(), source })
}

fn text(file: &Path) -> Result<String, StartError> {
    std::fs::read_to_string(file).map_err(|source| StartError::File { file: file.to_owned(), source })
}
