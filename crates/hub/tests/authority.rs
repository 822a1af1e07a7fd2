//! The authority behind its socket (S9).

use crate::world::{Authority, surroundings, timestamp, verified};
use evidence::certificate::{Certificate, make_request};
use evidence::{Curve, OfficeNumber};
use hub::authority::{
    Answer, AuthorityClient, AuthorityError, AuthorityFiles, AuthorityService, FilesError, Founding, IssueOffice,
    Question, RevokedSerial, SocketError, new_key, serve,
};
use std::sync::Arc;
use tokio::sync::watch;

fn question(authority: &Authority, number: &str) -> IssueOffice {
    let key = new_key(Curve::P256, &authority.surroundings).unwrap();
    let csr = make_request(&OfficeNumber::parse(number).unwrap(), &key).unwrap();
    IssueOffice { office: number.into(), name: "架空居宅介護支援センター".into(), delegated: true, csr }
}

async fn with_socket<F: Future<Output = ()>>(authority: &Authority, ask: impl FnOnce(AuthorityClient) -> F) {
    let socket = authority.folder.path().join("authority.sock");
    let (stop, stopping) = watch::channel(false);
    let service = Arc::clone(&authority.service);
    let path = socket.clone();
    let serving = tokio::spawn(async move { serve(&path, service, stopping).await });
    while !socket.exists() {
        tokio::task::yield_now().await;
    }
    ask(AuthorityClient::new(&socket)).await;
    stop.send(true).unwrap();
    serving.await.unwrap().unwrap();
    assert!(!socket.exists());
}

#[tokio::test]
async fn a_second_authority_does_not_take_the_socket_from_the_first() {
    let authority = Authority::new(0);
    let (socket, service) = (authority.folder.path().join("authority.sock"), Arc::clone(&authority.service));
    with_socket(&authority, |client| async move {
        let (_stop, stopping) = watch::channel(false);
        let second = serve(&socket, service, stopping).await;
        assert!(matches!(second, Err(SocketError::Taken)), "{second:?}");
        client.revocation_list(Vec::new()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn s9_issues_and_revokes_over_the_socket() {
    let authority = Authority::new(0);
    let question = question(&authority, "1370000001");
    with_socket(&authority, |client| async move {
        let first = client.issue_office(question.clone()).await.unwrap();
        let second = client.issue_office(question).await.unwrap();
        let (first, second) = (Certificate::from_pem(&first).unwrap(), Certificate::from_pem(&second).unwrap());
        assert_ne!(first.identity(), second.identity(), "two certificates for one key have two serial numbers");
        let serial: String = first.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect();
        let revoked = vec![RevokedSerial { serial, at: first.not_before().unix(), compromised: true }];
        assert!(!client.revocation_list(revoked).await.unwrap().is_empty());
    })
    .await;
    assert_eq!(authority.files.crl().unwrap().number(), Some(&[2][..]));
    assert_eq!(authority.files.crl().unwrap().len(), 1);
}

/// After the second year of the authority's five a certificate of three years would outlive it.
#[test]
fn s9_what_an_older_authority_issues_ends_with_it_and_is_issued_all_the_same() {
    const YEAR: i64 = 365 * 86_400;
    let authority = Authority::new(0);
    for (years, whole) in [(1, true), (3, false), (4, false)] {
        let later = surroundings(years * YEAR);
        let service = AuthorityService::open(authority.files.clone(), "issuing", later).unwrap();
        let Answer::Certificate(pem) = service.answer(&Question::IssueOffice(question(&authority, "1370000001")))
        else {
            panic!("refused in year {years}");
        };
        let (issued, issuing) = (Certificate::from_pem(&pem).unwrap(), authority.files.issuing().unwrap());
        assert_eq!(issued.not_after() == issued.not_before().plus_years(3), whole, "year {years}");
        assert_eq!(issued.not_after() == issuing.not_after(), !whole, "year {years}");
    }
}

#[tokio::test]
async fn s9_a_request_without_its_key_is_refused() {
    let authority = Authority::new(0);
    let mut question = question(&authority, "1370000001");
    let at = question.csr.len() / 2;
    let flipped = if question.csr.as_bytes()[at] == b'A' { "B" } else { "A" };
    question.csr.replace_range(at..=at, flipped);
    assert!(verified(&question.csr).is_err());
    with_socket(&authority, |client| async move {
        assert!(matches!(client.issue_office(question).await, Err(AuthorityError::RequestRefused(_))));
    })
    .await;
}

#[test]
fn s9_an_authority_is_never_overwritten_and_its_key_needs_its_passphrase() {
    let authority = Authority::new(0);
    let founding = Founding { organisation: "Other", root_passphrase: "a", issuing_passphrase: "b" };
    assert!(matches!(authority.files.found(&founding, &authority.surroundings), Err(FilesError::Exists(_))));
    let again = AuthorityService::open(authority.files.clone(), "wrong", authority.surroundings.clone());
    assert!(matches!(again, Err(FilesError::KeyFile(_))));
}

#[tokio::test]
async fn without_the_authority_the_reason_is_told() {
    let authority = Authority::new(0);
    let question = question(&authority, "1370000001");
    let nobody = AuthorityClient::new(&authority.folder.path().join("nobody.sock"));
    assert!(matches!(nobody.issue_office(question).await, Err(AuthorityError::Unreachable { .. })));
}

#[test]
fn s9_openssl_accepts_the_chain_strictly() {
    let authority = Authority::new(0);
    let office = authority.office("1370000001");
    let folder = authority.folder.path();
    let list = std::fs::read(folder.join("authority/crl.der")).unwrap();
    std::fs::write(folder.join("crl.der"), list).unwrap();
    std::fs::write(folder.join("office.pem"), office.certificate.to_pem()).unwrap();
    let script = "openssl crl -inform DER -in crl.der -out crl.pem && \
        openssl verify -x509_strict -crl_check -CAfile authority/root.pem -untrusted authority/issuing.pem -CRLfile crl.pem office.pem";
    let output = std::process::Command::new("sh").args(["-c", script]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(office.certificate.not_after() > timestamp(authority.surroundings.now().unix() + 1_094 * 86_400));
    let unknown = AuthorityFiles::new(&folder.join("nowhere"));
    assert!(matches!(unknown.root(), Err(FilesError::File { .. })));
}
