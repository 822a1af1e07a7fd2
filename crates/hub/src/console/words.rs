//! Words that several pages of the console share.

use exchange::Instant;
use exchange::audit::AuditKind;
use exchange::instant::{Day, HOUR, MINUTE};
use exchange::office::{OfficeState, Prefecture};
use standard::data::PREFECTURES;
use web::{JapanTime, typed};

/// A prefecture's name.
pub(super) fn prefecture(prefecture: Prefecture) -> &'static str {
    let place = usize::from(prefecture.code()).saturating_sub(1);
    PREFECTURES.get(place).copied().unwrap_or_default()
}

/// Codes and names of all prefectures, for a choice.
pub(super) fn prefectures() -> Vec<(String, &'static str)> {
    let named = PREFECTURES.iter().enumerate().map(|(place, name)| (format!("{:02}", place + 1), *name));
    std::iter::once((String::new(), "すべて")).chain(named).collect()
}

/// Kind of chip and words for the state of an office.
pub(super) fn state(state: OfficeState) -> (&'static str, &'static str) {
    match state {
        OfficeState::Active => ("done", "利用中"),
        OfficeState::Frozen => ("todo", "停止中"),
        OfficeState::Closed { successor: None, .. } => ("wait", "廃止"),
        OfficeState::Closed { successor: Some(_), .. } => ("wait", "統合"),
    }
}

/// A text as the value of a parameter in an address.
pub(super) fn in_address(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().fold(String::new(), |mut written, byte| {
        if plain(byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
        written
    })
}

/// An instant as a list has it.
pub(super) fn at(at: Instant) -> String {
    JapanTime::from_unix_ms(at.millis()).list()
}

/// An instant as a sentence has it.
pub(super) fn in_words(at: Instant) -> String {
    JapanTime::from_unix_ms(at.millis()).sentence()
}

/// A second since 1970 (UTC) as a list has it.
pub(super) fn second(unix: u64) -> String {
    at(Instant::from_millis(i64::try_from(unix).unwrap_or(i64::MAX).saturating_mul(1_000)))
}

/// A day that a person entered, in any of the ways in which people write one.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let (year, month, day) = typed::date(text)?;
    Day::of(year, month, day).filter(|_| (2000..2200).contains(&year))
}

/// What an entry of the audit log says, in words.
pub(super) fn deed(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::TransmissionAccepted => "データを受け付けた",
        AuditKind::TransmissionFetched => "データが取り出された",
        AuditKind::TransmissionReceived => "受領の署名があった",
        AuditKind::TransmissionImported => "取り込みの報告があった",
        AuditKind::TransmissionRejected => "取り込めなかった報告があった",
        AuditKind::TransmissionWithdrawn => "送信が取り消された",
        AuditKind::TransmissionExpired => "受領されないまま期限が過ぎた",
        AuditKind::ContentDestroyed => "内容を消した",
        AuditKind::SignedIn => "ログインした",
        AuditKind::SignInRefused => "ログインを断った",
        AuditKind::SessionRefreshed => "ログインを延長した",
        AuditKind::SessionEnded => "ログインが終わった",
        AuditKind::AccessRefused => "アクセスを断った",
        AuditKind::TerminalTokenMade => "端末トークンを作った",
        AuditKind::TerminalTokenRevoked => "端末トークンを無効にした",
        AuditKind::CredentialMade => "IDを発行した",
        AuditKind::PasswordChanged => "パスワードを変更した",
        AuditKind::PasswordReset => "仮パスワードを発行した",
        AuditKind::OfficeAdded => "事業所を登録した",
        AuditKind::OfficeChanged => "事業所の内容を変更した",
        AuditKind::OfficeClosed => "事業所を廃止した",
        AuditKind::ClosingPlanned => "事業所の廃止を予定した",
        AuditKind::ClosingDropped => "廃止の予定を取りやめた",
        AuditKind::ClosingTakenBack => "事業所の廃止を取り消した",
        AuditKind::ClosingOver => "廃止した事業所の閲覧の期間が終わった",
        AuditKind::OfficeFrozen => "事業所の利用を停止した",
        AuditKind::OfficeThawed => "事業所の利用を再開した",
        AuditKind::EnrolCodeMade => "発行コードを作った",
        AuditKind::EnrolCodeDropped => "発行コードを使えなくした",
        AuditKind::EnrolCodeRedeemed => "発行コードが使われた",
        AuditKind::EnrolCodeRefused => "発行コードを断った",
        AuditKind::CertificateRecorded => "電子証明書を発行した",
        AuditKind::CertificateRevoked => "電子証明書を失効させた",
        AuditKind::TermsAgreed => "利用規約に同意した",
        AuditKind::LicenceGranted => "ライセンスを発行した",
        AuditKind::LicenceCancelled => "ライセンスを取りやめた",
        AuditKind::LicenceApplied => "ライセンスの申請があった",
        AuditKind::RenewalSet => "自動更新を切り替えた",
        AuditKind::InvoiceMade => "請求書を作った",
        AuditKind::PaymentDeferred => "請求書の支払いの期限を延ばした",
        AuditKind::DeductionAsked => "給付費からの差し引きを依頼した",
        AuditKind::PaymentRecorded => "支払いの結果を記録した",
        AuditKind::LicenceResumed => "取りやめを取り消した",
        AuditKind::PaymentReversed => "入金の記録を取り消した",
        AuditKind::DeductionsFetched => "差し引きのファイルを受け取った",
        AuditKind::InvoicesPrinted => "請求書をまとめて印刷用に開いた",
        AuditKind::LicenceWaived => "フリーパスで無料にした",
        AuditKind::DeductionsClosed => "差し引きのファイルを作った",
        AuditKind::RefundRecorded => "返金を記録した",
        AuditKind::CampaignAdded => "フリーパスの期間を加えた",
        AuditKind::CampaignEnded => "フリーパスの期間を早く終えた",
        AuditKind::ContactChanged => "連絡先のメールアドレスを変更した",
        AuditKind::CertificatePasswordSet => "証明書発行用パスワードを発行した",
        AuditKind::RecoveryAsked => "IDやパスワードの再発行の依頼があった",
        AuditKind::RecoveryEnded => "IDやパスワードの再発行の依頼に答えた",
        AuditKind::RecoveryRefused => "IDやパスワードの再発行の依頼を断った",
        AuditKind::TermsPublished => "利用規約の版を公開した",
        AuditKind::NoticePublished => "お知らせを公開した",
        AuditKind::NoticeWithdrawn => "お知らせを取り下げた",
        AuditKind::RequestPanicked => "処理が異常終了した",
        AuditKind::KeysRotated => "保存の鍵を交換した",
        AuditKind::BackupRestored => "控えからデータを戻した",
        AuditKind::OperatorAdded => "運営者を登録した",
        AuditKind::OperatorRenewed => "運営者の証明書と登録コードを作り直した",
        AuditKind::OperatorStopped => "運営者を停止した",
        AuditKind::PasskeyAdded => "パスキーを登録した",
        AuditKind::PasskeyNamed => "パスキーの名前を変更した",
        AuditKind::PasskeyRemoved => "パスキーを削除した",
        AuditKind::OperatorCodeMade => "運営者の登録コードを作り直した",
        AuditKind::ApprovalAsked => "承認を依頼した",
        AuditKind::ApprovalGiven => "承認した",
        AuditKind::ApprovalRefused => "承認しなかった",
        AuditKind::ApprovalTakenBack => "承認の依頼を取り下げた",
        AuditKind::LetterOpened => "承認された手紙を開いた",
        AuditKind::ImportBegun => "事業所の取り込みを始めた",
        AuditKind::ImportDone => "事業所の取り込みが終わった",
        AuditKind::MaintenancePlanned => "メンテナンスを予定した",
        AuditKind::MaintenanceCancelled => "メンテナンスを取りやめた",
        AuditKind::MaintenanceMoved => "メンテナンスの日時を変えた",
        AuditKind::MaintenanceEnded => "メンテナンスを早く終えた",
        AuditKind::AuditExported => "監査記録を書き出した",
    }
}

/// An instant to the second, as entries of the audit log have it.
pub(super) fn at_the_second(instant: Instant) -> String {
    let second = instant.millis().div_euclid(1_000).rem_euclid(60);
    format!("{}:{second:02}", at(instant))
}

/// A time that a person entered: 2025-04-01 09:00, as a browser's field or by hand.
pub(super) fn read_moment(text: &str) -> Option<Instant> {
    let text = typed::half_width(text);
    let (day, time) = text.rsplit_once(['T', ' '])?;
    let (hour, minute) = time.trim().split_once(':')?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.get(..2)?.parse::<i64>().ok()?);
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute);
    is_time.then_some(read_day(day)?.begins().plus(hour * HOUR + minute * MINUTE))
}

/// A day as a sentence has it.
pub(super) fn day_in_words(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).sentence_day()
}

/// A month as a sentence has it, by its first day.
pub(super) fn month_in_words(month: Day) -> String {
    let (year, month, _) = month.date();
    format!("{year}年{month}月")
}

/// A month as an address has it, by its first day.
pub(super) fn month_in_address(month: Day) -> String {
    let (year, month, _) = month.date();
    format!("{year}-{month:02}")
}

/// The first day of a month that a person entered, or as an address has it: 2025-04.
pub(super) fn read_month(text: &str) -> Option<Day> {
    let (year, month) = typed::month(text)?;
    Day::of(year, month, 1).filter(|_| (2000..2200).contains(&year))
}

/// A day as a list has it.
pub(super) fn day(day: Day) -> String {
    JapanTime::from_unix_ms(day.begins().millis()).list_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_browsers_and_people_write_them() {
        let nine = Day::of(2025, 4, 1).unwrap().begins().plus(9 * HOUR);
        for text in [
            "2025-04-01T09:00",
            "2025-04-01 09:00",
            " 2025/4/1 9:00 ",
            "2025-04-01T09:00:00",
            "２０２５年４月１日　９：００",
            "令和7年4月1日 9:00",
        ] {
            assert_eq!(read_moment(text), Some(nine), "{text}");
        }
        for text in ["", "2025-04-01", "2025-02-30 09:00", "2025-04-01 24:00", "2025-04-01 09:0", "x y:z"] {
            assert_eq!(read_moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_in_an_address_is_one_value() {
        assert_eq!(in_address("a&b=c 架"), "a%26b%3Dc%20%E6%9E%B6");
    }
}
