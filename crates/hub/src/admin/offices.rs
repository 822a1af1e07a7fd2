//! Offices as the directory has them, by commands.

use super::desk::{Desk, Lines, failed, japanese, no_office};
use super::read::number;
use exchange::certificate::CertificateState;
use exchange::office::{OfficeQuery, OfficeState, Prefecture, SearchKey};
use exchange::page::Limit;

/// Most offices of one answer.
const MOST: usize = 1_000;

impl Desk<'_> {
    /// A line for each office, by number.
    pub(super) async fn list_offices(&self, name: Option<&str>, prefecture: Option<&str>) -> Lines {
        let wrong = |text: &str| vec![format!("都道府県コード「{text}」が01から47までの数ではありません。")];
        let read = |text: &str| text.parse().ok().and_then(Prefecture::new).ok_or_else(|| wrong(text));
        let mut query = OfficeQuery {
            number: None,
            text: name.map(SearchKey::of),
            prefecture: prefecture.map(read).transpose()?,
            service: None,
            licensed_on: self.context().at.day_in_japan(),
            licensed_only: false,
            stopped_only: false,
            after: None,
            limit: Limit::new(Limit::MOST),
        };
        let mut lines = Vec::new();
        loop {
            let page = self.store.search(query.clone()).await.map_err(failed)?;
            for office in page.entries {
                let licence = if office.licensed { "ライセンスあり" } else { "ライセンスなし" };
                let (code, state) = (office.prefecture.code(), word(office.state));
                lines.push(format!("{}  {code:02}  {state}  {licence}  {}", office.number, office.name));
            }
            match page.next {
                None => break,
                Some(_) if lines.len() >= MOST => {
                    lines.push("ほかにもあります。--name か --prefecture で絞りこんでください。".to_owned());
                    break;
                }
                next => query.after = next,
            }
        }
        if lines.is_empty() {
            lines.push("当てはまる事業所はありません。".to_owned());
        }
        Ok(lines)
    }

    /// What is known of one; never a password.
    pub(super) async fn show_office(&self, text: &str) -> Lines {
        let office = number(text)?;
        let found = self.store.office(office).await.map_err(failed)?;
        let record = found.ok_or_else(|| vec![no_office(&office)])?;
        let services: Vec<&str> = record.office.services.iter().map(standard::ServiceType::as_str).collect();
        let mut lines = vec![
            format!("事業所番号: {office}"),
            format!("名称: {}（{}）", record.office.name, record.office.kana),
            format!("都道府県コード: {:02}", record.office.prefecture.code()),
            format!("サービス種類: {}", services.join(" ")),
            format!("状態: {}", word(record.state)),
        ];
        for credential in self.store.credentials_of(office).await.map_err(failed)? {
            let first = if credential.first_until.is_some() { "（仮のパスワード）" } else { "" };
            lines.push(format!("ID: {}{first}", credential.name.as_str()));
        }
        let at = self.context().at;
        for (_, first, last) in self.store.ledger(office).await.map_err(failed)?.periods() {
            lines.push(format!("ライセンス: {first:?} から {last:?} まで"));
        }
        for certificate in self.store.certificates_of(office).await.map_err(failed)? {
            let state = match certificate.state(at) {
                CertificateState::Valid => "有効",
                CertificateState::Revoked(..) => "失効",
                _ => "期間外",
            };
            let (serial, end) = (crate::authority::to_hex(&certificate.key.serial), japanese(certificate.not_after));
            lines.push(format!("電子証明書: {serial}  {state}  {end}まで"));
        }
        Ok(lines)
    }
}

fn word(state: OfficeState) -> &'static str {
    match state {
        OfficeState::Active => "利用中",
        OfficeState::Frozen => "停止中",
        OfficeState::Closed { .. } => "廃止",
    }
}
