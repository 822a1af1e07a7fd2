//! What an operator does at a hub under test, over its socket as the command line does, up to an office that is ready.

use super::TestHub;
use crate::office::{TestOffice, password};
use evidence::certificate::{Certificate, make_request};
use evidence::{Curve, OfficeNumber};
use exchange::Actor;
use exchange::account::{AccountId, CredentialName};
use exchange::usecases::account::create::create;
use hub::admin::{AdminAnswer, AdminQuestion, NewOfficeLine, ask};
use hub::authority::new_key;
use protocol::{EnrolCode, EnrolRequest, IssuedCertificate, PasswordOf, SignIn};

impl TestHub {
    /// Has a command done; gives what it says. Panics when it is refused.
    pub async fn admin(&self, question: AdminQuestion) -> Vec<String> {
        match ask(&self.data, &question).await.unwrap().unwrap() {
            AdminAnswer::Done(lines) => lines,
            AdminAnswer::Refused(lines) => panic!("{lines:?}"),
        }
    }

    /// Registers an office without licence.
    pub async fn register(&self, number: &str) {
        let line = NewOfficeLine {
            line: 1,
            number: number.into(),
            name: format!("架空事業所{number}"),
            kana: "カクウジギョウショ".into(),
            prefecture: "13".into(),
            services: vec!["43".into()],
        };
        self.admin(AdminQuestion::PutOffices { offices: vec![line], dry: false }).await;
    }

    /// Grants a year's licence from today.
    pub async fn license(&self, number: &str) {
        self.admin(AdminQuestion::Grant { office: number.into(), from: None, years: 1 }).await;
    }

    /// Grants a year's licence from another day, `YYYY-MM-DD`.
    pub async fn license_from(&self, number: &str, day: &str) {
        self.admin(AdminQuestion::Grant { office: number.into(), from: Some(day.into()), years: 1 }).await;
    }

    /// A one-time code.
    pub async fn code(&self, number: &str) -> EnrolCode {
        EnrolCode::parse(&self.code_text(number).await).unwrap()
    }

    /// A one-time code as the office gets it on paper.
    pub async fn code_text(&self, number: &str) -> String {
        let lines = self.admin(AdminQuestion::MakeCode { office: number.into(), delegated: false }).await;
        lines[0].strip_prefix("発行コード: ").unwrap().to_owned()
    }

    /// Names for both sign-ins, with their first passwords.
    pub async fn account(&self, number: &str) -> SignIn {
        let lines = self.admin(AdminQuestion::CreateAccount { office: number.into() }).await;
        let values: Vec<&str> = lines.iter().filter_map(|line| line.split_once(": ")).map(|(_, value)| value).collect();
        let [account_id, account_password, _, system_id, system_password, ..] = values[..] else { panic!("{lines:?}") };
        SignIn {
            system_id: system_id.into(),
            system_password: system_password.into(),
            account_id: account_id.into(),
            account_password: account_password.into(),
        }
    }

    /// Makes a 事業所のユーザID for the portals, before there is a licence; gives it with its first password.
    pub async fn account_of_portals(&self, number: &str, account: &str) -> (String, String) {
        let name = CredentialName::Account(AccountId::parse(account).unwrap());
        let (hub, office) = (self.hub(), standard::OfficeNumber::parse(number).unwrap());
        let made = create(hub.context(hub.now()), &hub.hasher, Actor::Hub, name, office, 7).await;
        (account.to_owned(), made.unwrap().password.expose().to_owned())
    }

    /// An office that is registered, licensed, enrolled at one terminal, and signed in.
    pub async fn office(&self, number: &str) -> TestOffice {
        self.register(number).await;
        self.license(number).await;
        let mut office = self.enrol(number).await;
        office.begin(self).await;
        office
    }

    /// A further terminal of an office, not signed in.
    pub async fn enrol(&self, number: &str) -> TestOffice {
        let code = self.code(number).await;
        let key = new_key(Curve::P256, &self.surroundings).unwrap();
        let csr = make_request(&OfficeNumber::parse(number).unwrap(), &key).unwrap();
        let request = EnrolRequest { code: code.secret_text(), csr };
        let sent = self.public_client().post(self.public_url("/v1/enrolments")).json(&request).send().await.unwrap();
        assert_eq!(sent.status(), 201);
        let issued: IssuedCertificate = serde_json::from_slice(&sent.bytes().await.unwrap()).unwrap();
        let certificate = Certificate::from_pem(&issued.certificate).unwrap();
        assert_eq!(Certificate::from_pem(&issued.root).unwrap().fingerprint().0[..10], code.root);
        TestOffice::new(self, number, key, certificate)
    }

    /// Revokes every certificate of an office.
    pub async fn revoke_terminals(&self, number: &str) {
        let office = standard::OfficeNumber::parse(number).unwrap();
        for record in self.hub().store.certificates_of(office).await.unwrap() {
            let significant = record.key.serial.iter().skip_while(|byte| **byte == 0);
            let serial = significant.map(|byte| format!("{byte:02x}")).collect();
            self.admin(AdminQuestion::Revoke { serial, compromised: false }).await;
        }
    }

    /// The two offices of the sample sets, ready.
    pub async fn two_offices(&self) -> (TestOffice, TestOffice) {
        (self.office(crate::samples::SENDER).await, self.office(crate::samples::RECIPIENT).await)
    }
}

/// The same names with the passwords that tests use.
pub(crate) fn with_own_passwords(names: &SignIn) -> SignIn {
    SignIn {
        system_password: password(PasswordOf::System),
        account_password: password(PasswordOf::Account),
        ..names.clone()
    }
}
