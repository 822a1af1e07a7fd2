//! Operators by commands: the first of them cannot be added in any other way.

use super::desk::{Desk, Lines, failed, japanese, operator};
use evidence::certificate::Certificate;
use exchange::certificate::CertificateKey;
use exchange::operator::{OperatorCertificate, Registration, RegistrationSecret, Role};
use exchange::usecases::operator::add::{AddError, AddInput, add_operator, renew_operator};
use exchange::usecases::operator::stop::{StopOperatorError, stop_operator};
use exchange::{Instant, OperatorId};

impl Desk<'_> {
    pub(super) async fn add_operator(&self, id: &str, name: &str, role: &str, pem: &str) -> Lines {
        let role = Role::parse(role).ok_or_else(|| vec![format!("役割「{role}」はありません。")])?;
        let input = AddInput { id: read_id(id)?, name: name.to_owned(), role, certificate: certificate(pem)? };
        let added = add_operator(self.context(), operator(), input).await;
        added.map(registered).map_err(|error| match error {
            AddError::Name => vec!["名前が空か、長すぎます。64文字までで書いてください。".to_owned()],
            AddError::Taken => vec![format!(
                "{id} はすでに使われています。別のIDにするか、作り直すときは renkei-hub operator renew を使ってください。"
            )],
            other => failed(other),
        })
    }

    pub(super) async fn renew_operator(&self, id: &str, pem: &str) -> Lines {
        let renewed = renew_operator(self.context(), operator(), read_id(id)?, certificate(pem)?).await;
        renewed.map(registered).map_err(|error| match error {
            AddError::Unknown => vec![unknown(id)],
            other => failed(other),
        })
    }

    pub(super) async fn stop_operator(&self, id: &str) -> Lines {
        match stop_operator(self.context(), operator(), read_id(id)?).await {
            Ok(()) => Ok(vec![format!("{id} は運営コンソールを使えなくなりました。証明書も失効させました。")]),
            Err(StopOperatorError::Unknown) => Err(vec![unknown(id)]),
            Err(StopOperatorError::LastAdmin) => Err(vec![
                format!("{id} は最後の管理者なので、停止しませんでした。"),
                "先に、別の管理者を renkei-hub operator add で登録してください。".to_owned(),
            ]),
            Err(other) => Err(failed(other)),
        }
    }

    pub(super) async fn list_operators(&self) -> Lines {
        let operators = self.store.operators().await.map_err(failed)?;
        if operators.is_empty() {
            return Ok(vec!["まだだれも登録されていません。renkei-hub operator add で登録してください。".to_owned()]);
        }
        let line = |one: &exchange::operator::Operator| {
            let state = if one.is_active { "" } else { "（停止）" };
            format!("{}  {}  {}{state}", one.id.as_str(), one.role.text(), one.name)
        };
        Ok(operators.iter().map(line).collect())
    }
}

fn read_id(id: &str) -> Result<OperatorId, Vec<String>> {
    OperatorId::parse(id).ok_or_else(|| {
        vec![format!("ID「{id}」が正しくありません。半角の英小文字、数字、ハイフン32文字までで書いてください。")]
    })
}

/// What the hub keeps of an operator's certificate.
fn certificate(pem: &str) -> Result<OperatorCertificate, Vec<String>> {
    let certificate = Certificate::from_pem(pem).map_err(failed)?;
    let key = CertificateKey::of(certificate.identity());
    let at = |time: evidence::Timestamp| {
        Instant::from_millis(i64::try_from(time.unix().saturating_mul(1_000)).unwrap_or(i64::MAX))
    };
    Ok(OperatorCertificate {
        key: key.ok_or_else(|| vec!["証明書の番号が長すぎます。".to_owned()])?,
        thumbprint: certificate.fingerprint(),
        not_before: at(certificate.not_before()),
        not_after: at(certificate.not_after()),
        revoked_at: None,
    })
}

fn registered((secret, registration): (RegistrationSecret, Registration)) -> Vec<String> {
    vec![
        format!("登録コード: {}", *secret.reveal()),
        format!("期限: {}まで（一度だけ使えます）", japanese(registration.until)),
    ]
}

fn unknown(id: &str) -> String {
    format!("{id} は登録されていないか、停止されています。renkei-hub operator list で確かめてください。")
}
