//! Makes a hub's data folder: authority, certificates and keys. Everything is made once and never overwritten.

use crate::authority::{
    AuthorityFiles, AuthorityService, FilesError, Founding, HubProfile, OwnCertificate, ServiceError, new_key,
    write_whole,
};
use crate::data_folder::DataFolder;
use crate::own_certificates::{Places, chain};
use crate::surroundings::Surroundings;
use evidence::{Curve, KeyError, NetworkName, Signer};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What a new hub is to be.
#[derive(Debug)]
pub struct Plan<'p> {
    /// Who runs it, and the passphrases of the authority's keys.
    pub founding: Founding<'p>,
    /// Name of the network.
    pub network: &'p str,
    /// Names and addresses under which offices reach it.
    pub names: &'p [String],
}

/// Why a folder is not made. The texts are the operator's.
#[derive(Debug, Error)]
pub enum ProvisionError {
    /// The folder cannot be written.
    #[error("{file} に書き込めません。フォルダーの権限と空きを確かめてください")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// There is a hub in it already.
    #[error("{0} にはすでに連携基盤のデータがあります。別のフォルダーを指定してください")]
    Exists(PathBuf),
    /// The name of the network.
    #[error("ネットワーク名が正しくありません。英小文字、数字、点、ハイフンで書いてください")]
    Network,
    /// The authority.
    #[error("認証局を作れません")]
    Authority(#[from] FilesError),
    /// A certificate.
    #[error("証明書を作れません。組織名と接続先の名前を確かめてください")]
    Issue(#[from] ServiceError),
    /// A key.
    #[error("鍵を作れません")]
    Key(#[from] KeyError),
}

/// Makes the folder with all that `serve` needs.
///
/// # Errors
/// [`ProvisionError`].
pub fn provision(folder: &DataFolder, plan: &Plan<'_>, surroundings: &Surroundings) -> Result<(), ProvisionError> {
    if folder.master_key().exists() || folder.authority().join("root.pem").exists() {
        return Err(ProvisionError::Exists(folder.path().to_owned()));
    }
    NetworkName::parse(plan.network).ok_or(ProvisionError::Network)?;
    make_private(folder.path())?;
    make_private(&folder.authority())?;
    let files = AuthorityFiles::new(&folder.authority());
    files.found(&plan.founding, surroundings)?;
    files.describe_hub(&HubProfile {
        organisation: plan.founding.organisation.to_owned(),
        network: plan.network.to_owned(),
        names: plan.names.to_vec(),
    })?;
    let service = AuthorityService::open(files.clone(), plan.founding.issuing_passphrase, surroundings.clone())?;
    let (root, issuing) = (files.root()?, files.issuing()?);
    write(&folder.root(), root.to_pem().as_bytes())?;
    write(&folder.issuing(), issuing.to_pem().as_bytes())?;
    write(&folder.crl(), files.crl()?.der())?;
    for which in OwnCertificate::ALL {
        let key = new_key(Curve::P256, surroundings)?;
        let certificate = service.issue_own(which, key.public_key())?;
        let places = Places::of(folder, which);
        write(&places.key, &key.to_pkcs8())?;
        write(&places.certificate, chain(&certificate, &issuing).as_bytes())?;
    }
    write(&folder.pepper(), &surroundings.random::<32>())?;
    // Last: its presence says that the folder is whole.
    write(&folder.master_key(), &surroundings.random::<32>())
}

fn make_private(folder: &Path) -> Result<(), ProvisionError> {
    let mut builder = std::fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(folder).map_err(|source| ProvisionError::File { file: folder.to_owned(), source })
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), ProvisionError> {
    write_whole(file, bytes).map_err(|source| ProvisionError::File { file: file.to_owned(), source })
}
