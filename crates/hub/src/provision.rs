//! Makes a hub's data folder: authority, certificates and keys. Everything is made once and never overwritten.

use crate::authority::{AuthorityFiles, AuthorityService, FilesError, Founding, new_key, write_whole};
use crate::data_folder::DataFolder;
use crate::surroundings::Surroundings;
use evidence::certificate::{
    Certificate, DistinguishedName, IssueError, RandomSerial, ServerName, Validity, issue_hub_server,
    issue_receipt_signer, profile::LEAF_YEARS,
};
use evidence::{Curve, KeyError, NetworkName, Signer};
use std::net::IpAddr;
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
    Issue(#[from] IssueError),
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
    let network = NetworkName::parse(plan.network).ok_or(ProvisionError::Network)?;
    make_private(folder.path())?;
    make_private(&folder.authority())?;
    let files = AuthorityFiles::new(&folder.authority());
    files.found(&plan.founding, surroundings)?;
    let service = AuthorityService::open(files.clone(), plan.founding.issuing_passphrase, surroundings.clone())?;
    let (root, issuing) = (files.root()?, files.issuing()?);
    write(&folder.root(), root.to_pem().as_bytes())?;
    write(&folder.issuing(), issuing.to_pem().as_bytes())?;
    write(&folder.crl(), files.crl()?.der())?;
    server(folder, plan, &service, surroundings, &issuing)?;
    let key = new_key(Curve::P256, surroundings)?;
    let subject = subject(plan, "Renkei receipts");
    let (serial, validity) = fresh(surroundings);
    let receipt = issue_receipt_signer(service.issuer(), key.public_key(), &subject, &network, serial, validity)?;
    write(&folder.receipt_key(), &key.to_pkcs8())?;
    write(&folder.receipt_certificate(), receipt.to_pem().as_bytes())?;
    write(&folder.pepper(), &surroundings.random::<32>())?;
    // Last: its presence says that the folder is whole.
    write(&folder.master_key(), &surroundings.random::<32>())
}

fn server(
    folder: &DataFolder,
    plan: &Plan<'_>,
    service: &AuthorityService,
    surroundings: &Surroundings,
    issuing: &Certificate,
) -> Result<(), ProvisionError> {
    let names: Vec<ServerName> = plan.names.iter().map(|name| server_name(name)).collect();
    let key = new_key(Curve::P256, surroundings)?;
    let (serial, validity) = fresh(surroundings);
    let subject = subject(plan, plan.names.first().map_or("hub", String::as_str));
    let certificate = issue_hub_server(service.issuer(), key.public_key(), &subject, &names, serial, validity)?;
    write(&folder.server_key(), &key.to_pkcs8())?;
    write(&folder.server_certificate(), format!("{}{}", certificate.to_pem(), issuing.to_pem()).as_bytes())
}

fn server_name(name: &str) -> ServerName {
    name.parse::<IpAddr>().map_or_else(|_| ServerName::Dns(name.to_owned()), ServerName::Ip)
}

fn subject(plan: &Plan<'_>, common_name: &str) -> DistinguishedName {
    let common_name = common_name.chars().take(64).collect();
    DistinguishedName { organisation: plan.founding.organisation.to_owned(), common_name }
}

fn fresh(surroundings: &Surroundings) -> (RandomSerial, Validity) {
    (RandomSerial(surroundings.random()), Validity::years(surroundings.now(), LEAF_YEARS))
}

fn make_private(folder: &Path) -> Result<(), ProvisionError> {
    let mut builder = std::fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(builder.recursive(true), 0o700);
    builder.create(folder).map_err(|source| ProvisionError::File { file: folder.to_owned(), source })
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), ProvisionError> {
    write_whole(file, bytes).map_err(|source| ProvisionError::File { file: file.to_owned(), source })
}
