//! Does what commands ask, through the use cases.

use super::question::{AdminAnswer, AdminQuestion, NewOfficeLine};
use super::read::{day, number, read_office};
use crate::hub::Hub;
use crate::serve::Opened;
use crate::surroundings::Surroundings;
use evidence::certificate::Certificate;
use exchange::account::{AccountId, CredentialName, SystemId};
use exchange::actor::{Actor, OperatorId};
use exchange::certificate::{CertificateKey, CertificateKind, RevocationReason};
use exchange::licence::{LicenceDeed, Payment};
use exchange::ports::{PasswordHasher, random};
use exchange::store::{PutOutcome, Store};
use exchange::usecases::Context;
use exchange::usecases::account::{FIRST_PASSWORD_DAYS, create, reset};
use exchange::usecases::certificate::{make_code, revoke};
use exchange::usecases::licence::grant::{GrantInput, grant};
use exchange::usecases::office::put::put_offices;
use exchange::{Instant, Password};
use protocol::EnrolCode;
use standard::OfficeNumber;
use std::error::Error;
use std::sync::Arc;

/// What commands work with.
pub struct Desk<'d> {
    pub(super) store: &'d dyn Store,
    surroundings: &'d Surroundings,
    hasher: &'d dyn PasswordHasher,
    root: &'d Certificate,
    issuing: &'d [Certificate],
    pub(super) hub: Option<Arc<Hub>>,
}

/// What is printed: done, or not done.
pub(super) type Lines = Result<Vec<String>, Vec<String>>;

impl<'d> Desk<'d> {
    /// In a running hub.
    pub fn of(hub: &'d Arc<Hub>) -> Self {
        let authority = hub.trust.authority();
        Self {
            store: &*hub.store,
            surroundings: &hub.surroundings,
            hasher: &hub.hasher,
            root: authority.root(),
            issuing: authority.issuing(),
            hub: Some(Arc::clone(hub)),
        }
    }

    /// Directly in the store, when no hub runs.
    pub fn direct(opened: &'d Opened, surroundings: &'d Surroundings) -> Self {
        Self {
            store: &*opened.store,
            surroundings,
            hasher: &opened.hasher,
            root: &opened.root,
            issuing: &opened.issuing,
            hub: None,
        }
    }

    /// Answers one question.
    pub async fn answer(&self, question: &AdminQuestion) -> AdminAnswer {
        let done = match question {
            AdminQuestion::PutOffices { offices, dry } => self.put(offices, *dry).await,
            AdminQuestion::ListOffices { name, prefecture } => {
                self.list_offices(name.as_deref(), prefecture.as_deref()).await
            }
            AdminQuestion::ShowOffice { office } => self.show_office(office).await,
            AdminQuestion::CreateAccount { office } => self.create(office).await,
            AdminQuestion::ResetPassword { name } => self.reset(name).await,
            AdminQuestion::MakeCode { office, delegated } => self.code(office, *delegated).await,
            AdminQuestion::Revoke { serial, compromised } => self.revoke(serial, *compromised).await,
            AdminQuestion::Grant { office, from, years } => self.grant(office, from.as_deref(), *years).await,
            AdminQuestion::RenewCrl => self.renew_crl().await,
            AdminQuestion::RenewOwn => self.renew_own().await,
            AdminQuestion::RotateKey => self.rotate_key().await,
            AdminQuestion::AddOperator { id, name, role, certificate } => {
                self.add_operator(id, name, role, certificate).await
            }
            AdminQuestion::RenewOperator { id, certificate } => self.renew_operator(id, certificate).await,
            AdminQuestion::StopOperator { id } => self.stop_operator(id).await,
            AdminQuestion::ListOperators => self.list_operators().await,
        };
        match done {
            Ok(lines) => AdminAnswer::Done(lines),
            Err(lines) => AdminAnswer::Refused(lines),
        }
    }

    pub(super) fn context(&self) -> Context<'_> {
        let at = Instant::from_millis(i64::try_from(self.surroundings.milliseconds()).unwrap_or(i64::MAX));
        // Without a running hub no invoice is made; the hub makes it when it runs.
        match &self.hub {
            Some(hub) => hub.context(at),
            None => Context { store: self.store, randomness: self.surroundings, at, invoice_days: None },
        }
    }

    async fn put(&self, lines: &[NewOfficeLine], dry: bool) -> Lines {
        let (mut offices, mut wrong) = (Vec::new(), Vec::new());
        for line in lines {
            match read_office(line) {
                Ok(office) => offices.push(office),
                Err(what) => wrong.push(format!("{}行目: {what}", line.line)),
            }
        }
        if !wrong.is_empty() {
            wrong.push("何も登録していません。上の行を直して、もう一度行ってください。".to_owned());
            return Err(wrong);
        }
        if dry {
            return Ok(vec![format!("{}件の事業所を読み取れました。登録はまだしていません。", offices.len())]);
        }
        let outcomes = put_offices(self.context(), operator(), offices).await.map_err(failed)?;
        let count = |wanted| outcomes.iter().filter(|outcome| **outcome == wanted).count();
        Ok(vec![format!(
            "追加{}件、変更{}件、変わりなし{}件、廃止済みのため登録できない{}件です。",
            count(PutOutcome::Added),
            count(PutOutcome::Changed),
            count(PutOutcome::Same),
            count(PutOutcome::Closed)
        )])
    }

    async fn create(&self, office: &str) -> Lines {
        let office = number(office)?;
        let mut lines = Vec::new();
        for (label, name) in
            [("事業所のユーザID", self.new_account()?), ("連携クライアントのユーザID", self.new_system()?)]
        {
            let text = name.as_str().to_owned();
            let made = create::create(self.context(), self.hasher, operator(), name, office, FIRST_PASSWORD_DAYS).await;
            let made = made.map_err(|error| match error {
                create::CreateError::HasOne => vec![format!(
                    "この事業所にはすでに{label}があります。パスワードを作り直すには renkei-hub account reset を使ってください。"
                )],
                create::CreateError::NoOffice => vec![no_office(&office)],
                other => failed(other),
            })?;
            lines.extend(handed_out(label, &text, &made.password, made.until));
        }
        lines.push("仮のパスワードは、この画面に一度だけ表示されます。事業所に安全な方法で渡してください。".to_owned());
        Ok(lines)
    }

    async fn reset(&self, name: &str) -> Lines {
        let known = CredentialName::parse(name).ok_or_else(|| {
            vec![format!("{name} は事業所のユーザID（KJ）でも連携クライアントのユーザID（c）でもありません。")]
        })?;
        let made = reset::reset(self.context(), self.hasher, operator(), known).await.map_err(|error| match error {
            create::CreateError::NoOffice => vec![format!("{name} は登録されていません。")],
            other => failed(other),
        })?;
        let mut lines = handed_out("ID", name, &made.password, made.until);
        lines.push("この事業所のログインと端末トークンは、すべて終了しました。".to_owned());
        Ok(lines)
    }

    async fn code(&self, office: &str, delegated: bool) -> Lines {
        let office = number(office)?;
        let kind = if delegated { CertificateKind::CarePlan } else { CertificateKind::CareInsurance };
        let made = make_code::make_code(self.context(), operator(), office, kind).await;
        let (code, secret) = made.map_err(|error| match error {
            make_code::MakeCodeError::NoOffice => vec![no_office(&office)],
            other => failed(other),
        })?;
        let fingerprint = self.root.fingerprint();
        let root = fingerprint.0.first_chunk::<10>().copied().unwrap_or_default();
        let text = EnrolCode { secret: *secret.expose(), root };
        Ok(vec![
            format!("発行コード: {text}"),
            format!("期限: {}まで（一度だけ使えます）", japanese(code.until())),
            "事業所の端末で renkei enroll を行い、このコードを入力してもらってください。".to_owned(),
        ])
    }

    async fn revoke(&self, serial: &str, compromised: bool) -> Lines {
        let wrong = || vec![format!("{serial} は証明書の番号（16進数）ではありません。")];
        let bytes = crate::authority::from_hex(serial).filter(|bytes| !bytes.is_empty()).ok_or_else(wrong)?;
        let reason = if compromised { RevocationReason::KeyCompromise } else { RevocationReason::CessationOfOperation };
        for issuing in self.issuing {
            let key = CertificateKey::new(issuing.subject(), &bytes).ok_or_else(wrong)?;
            match revoke::revoke(self.context(), operator(), key, reason).await {
                Ok(()) => {
                    return Ok(vec![format!(
                        "証明書 {serial} を失効させました。次の通信から使えません。失効リストも作り直します。"
                    )]);
                }
                Err(revoke::RevokeError::NotFound) => {}
                Err(other) => return Err(failed(other)),
            }
        }
        Err(vec![format!("証明書 {serial} は登録されていません。番号を確かめてください。")])
    }

    async fn grant(&self, office: &str, from: Option<&str>, years: u8) -> Lines {
        let office = number(office)?;
        let mut first = match from {
            Some(text) => Some(day(text).ok_or_else(|| {
                vec![format!("{text} は日付ではありません。2025-04-01 や 令和7年4月1日 のように書いてください。")]
            })?),
            None => None,
        };
        let mut lines = Vec::new();
        for _ in 0..years {
            let input = GrantInput { office, first, payment: Some(Payment::Invoice) };
            let written = grant(self.context(), operator(), input).await.map_err(failed)?;
            for entry in written {
                if let LicenceDeed::Grant { first: begins, last, .. } = entry.deed {
                    lines.push(format!("ライセンス: {begins:?} から {last:?} まで"));
                    first = Some(last.next());
                }
            }
        }
        Ok(lines)
    }

    fn new_account(&self) -> Result<CredentialName, Vec<String>> {
        let text: String = self.letters(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ").into_iter().take(12).collect();
        AccountId::parse(&format!("KJ{text}")).map(CredentialName::Account).map_err(failed)
    }

    fn new_system(&self) -> Result<CredentialName, Vec<String>> {
        let text: String = self.letters(b"0123456789abcdefghjkmnpqrstvwxyz").into_iter().take(10).collect();
        SystemId::parse(&format!("c{text}")).map(CredentialName::System).map_err(failed)
    }

    fn letters(&self, alphabet: &[u8; 32]) -> Vec<char> {
        let bytes: [u8; 16] = random(self.surroundings);
        bytes.iter().filter_map(|byte| alphabet.get(usize::from(byte & 31)).copied().map(char::from)).collect()
    }
}

pub(super) fn operator() -> Actor {
    OperatorId::parse("command-line").map_or(Actor::Hub, Actor::Operator)
}

pub(super) fn no_office(office: &OfficeNumber) -> String {
    format!("事業所 {office} は登録されていないか、廃止されています。renkei-hub office add で登録してください。")
}

pub(super) fn failed(error: impl Error) -> Vec<String> {
    vec![format!("処理できませんでした。続くときは renkei-hub doctor を行ってください。({error})")]
}

fn handed_out(label: &str, name: &str, password: &Password, until: Instant) -> Vec<String> {
    vec![
        format!("{label}: {name}"),
        format!("仮のパスワード: {}", password.expose()),
        format!("期限: {}まで（最初のログインの前に変更します）", japanese(until)),
    ]
}

pub(super) fn japanese(at: Instant) -> String {
    let seconds = u64::try_from(at.millis() / 1_000).unwrap_or(0);
    evidence::Timestamp::from_unix(seconds).unwrap_or(evidence::Timestamp::LAST).in_japanese()
}
