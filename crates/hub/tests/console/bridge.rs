//! Gives a browser a client certificate: it speaks TLS with the browser, and mutual TLS with the console, as the key store
//! of an operator's PC would.

use evidence::certificate::Certificate;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use std::sync::Arc;
use testkit::TestHub;
use testkit::operator::{Operator, tls};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// Starts the bridge; gives the flags by which Chromium goes over it.
pub(super) async fn bridge(hub: &TestHub, operator: &Operator) -> Vec<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let console = hub.running().console.unwrap();
    let (acceptor, connector) = (acceptor(hub), connector(hub, operator));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, connector) = (acceptor.clone(), connector.clone());
            tokio::spawn(async move {
                let Ok(mut browser) = acceptor.accept(stream).await else { return };
                let there = TcpStream::connect(console).await.unwrap();
                let name = ServerName::try_from("localhost").unwrap();
                let mut console = connector.connect(name, there).await.unwrap();
                // Either side may end a connection at any time.
                let _ended = copy_bidirectional(&mut browser, &mut console).await;
            });
        }
    });
    vec![
        "--ignore-certificate-errors".to_owned(),
        format!("--host-resolver-rules=MAP localhost:{} 127.0.0.1:{port}", console.port()),
    ]
}

/// With the hub's own certificate, as the console shows it.
fn acceptor(hub: &TestHub) -> TlsAcceptor {
    let (certificate, key) = (hub.data.server_certificate(), hub.data.server_key());
    let chain = Certificate::all_from_pem(&std::fs::read_to_string(certificate).unwrap()).unwrap();
    let chain = chain.iter().map(|one| CertificateDer::from(one.der().to_vec())).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(std::fs::read(key).unwrap()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    TlsAcceptor::from(Arc::new(builder.with_no_client_auth().with_single_cert(chain, key).unwrap()))
}

fn connector(hub: &TestHub, operator: &Operator) -> TlsConnector {
    TlsConnector::from(Arc::new(tls(hub, Some((&operator.certificate, &operator.key)))))
}
