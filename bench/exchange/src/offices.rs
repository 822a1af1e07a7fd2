//! The offices of the bench: enrolled by the command line, read from their data folders.

use evidence::certificate::Certificate;
use evidence::cms::SigningIdentity;
use evidence::{OfficeNumber, SoftwareKey};
use office::home::{Home, Identity, Settings};
use office::hub_client::ExchangeClient;
use protocol::SignIn;
use rustls::client::Resumption;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, version};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One office at its terminal.
pub(crate) struct Office {
    pub(crate) number: OfficeNumber,
    pub(crate) signing: SigningIdentity,
    pub(crate) tls: Arc<ClientConfig>,
    pub(crate) sign_in: SignIn,
    settings: Settings,
    identity: Identity,
}

/// All of them: the first half sends, the second half receives.
pub(crate) struct Offices {
    pub(crate) folder: PathBuf,
    pub(crate) port: u16,
    pub(crate) senders: Vec<Office>,
    pub(crate) recipients: Vec<Office>,
}

impl Offices {
    /// Reads the folder. Its file `offices` has a line `<number> <SystemId> <KJ id> <password>` for each; each has its
    /// data folder under its number.
    pub(crate) fn read(folder: &Path) -> Self {
        let list = std::fs::read_to_string(folder.join("offices")).unwrap();
        let mut senders: Vec<Office> = list.lines().map(|line| Office::read(folder, line)).collect();
        let recipients = senders.split_off(senders.len() / 2);
        Self { folder: folder.to_owned(), port: senders[0].settings.exchange_port, senders, recipients }
    }
}

impl Office {
    fn read(folder: &Path, line: &str) -> Self {
        let [number, system, account, password] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("a line of the file offices has not four parts")
        };
        let home = Home::find(Some(folder.join(number))).unwrap();
        let (settings, identity) = (Settings::read(&home).unwrap(), Identity::read(&home).unwrap());
        let key = SoftwareKey::from_pkcs8(&identity.key.to_pkcs8()).unwrap();
        let sign_in = SignIn {
            system_id: system.to_owned(),
            system_password: password.to_owned(),
            account_id: account.to_owned(),
            account_password: password.to_owned(),
        };
        Self {
            number: OfficeNumber::parse(number).unwrap(),
            signing: SigningIdentity::new(Arc::new(key), identity.certificate.clone(), &identity.issuing).unwrap(),
            tls: tls(&identity),
            sign_in,
            settings,
            identity,
        }
    }

    /// The client of the office app, signed in.
    pub(crate) async fn client(&self) -> ExchangeClient {
        let client = ExchangeClient::new(&self.settings, &self.identity).unwrap();
        client.with_token(&client.sign_in(&self.sign_in).await.unwrap().access_token)
    }

    /// An access token for requests that are written by hand.
    pub(crate) fn token(&self) -> String {
        let client = ExchangeClient::new(&self.settings, &self.identity).unwrap();
        block_on(client.sign_in(&self.sign_in)).unwrap().access_token
    }
}

/// Runs a future of the office app's client.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// As the office app sets it up.
fn tls(identity: &Identity) -> Arc<ClientConfig> {
    let der = |certificate: &Certificate| CertificateDer::from(certificate.der().to_vec());
    let mut roots = RootCertStore::empty();
    roots.add(der(&identity.root)).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key.to_pkcs8().to_vec()));
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&version::TLS13])
        .unwrap()
        .with_root_certificates(roots);
    let mut config =
        builder.with_client_auth_cert(vec![der(&identity.certificate), der(&identity.issuing)], key).unwrap();
    config.resumption = Resumption::disabled();
    Arc::new(config)
}
