//! The texts of the mails: what happened and what to do, with no name and nothing of a care plan.

use exchange::mail::{Mail, MailKind};

/// Subject and text.
pub(super) fn of(mail: &Mail, facts: &str, site: &str) -> (&'static str, String) {
    let (subject, what) = said(mail.kind);
    let what = if facts.is_empty() { what.to_owned() } else { format!("{what}\n\n{facts}") };
    let text = format!(
        "事業所番号 {office} のご担当者さま\n\n{what}\n\n利用申請サイト\n{site}\n\nこのメールは、利用申請サイトに登録されたアドレスにお送りしています。心あたりがないときは、お手数ですが、このメールを削除してください。\nこのメールに返信しても、届きません。パスワードをメールでおたずねすることはありません。\n",
        office = mail.office
    );
    (subject, text)
}

fn said(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::LicenceGranted => (
            "ライセンスが発行されました",
            "れんけいのライセンスが発行されました。期間と支払いの状況は、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::LicenceRenewed => (
            "ライセンスが更新されました",
            "れんけいのライセンスが、1年間更新されました。新しい期間と支払いの状況は、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::LicenceCancelled => (
            "ライセンスが取りやめになりました",
            "れんけいのライセンスが取りやめになりました。まちがいのときは、使える最後の日までに、利用申請サイトの「ライセンス」で「取りやめを取り消す」を押してください。料金は増えません。",
        ),
        MailKind::LicenceEnds => (
            "ライセンスの期限が近づいています",
            "れんけいのライセンスの期限が近づいています。期限を過ぎると、送ることも受け取ることもできなくなります。",
        ),
        MailKind::LicenceEnded => (
            "ライセンスの期限が終わりました",
            "れんけいのライセンスの期限が終わりました。いまは、送ることも受け取ることもできません。もう一度使うには、利用申請サイトの「利用申請/更新」で申請してください。申請すると、すぐに使えます。",
        ),
        MailKind::CertificateIssued => (
            "電子証明書が発行されました",
            "端末の電子証明書が発行されました。心あたりがないときは、すぐに利用申請サイトの「電子証明書」で使えなくして、運営者に知らせてください。",
        ),
        MailKind::CertificateEnds => (
            "電子証明書の期限が近づいています",
            "端末の電子証明書の期限が近づいています。期限を過ぎると、その端末では送ることも受け取ることもできなくなります。その端末で、電子証明書を更新してください。",
        ),
        MailKind::CertificatePassword => (
            "証明書発行用パスワードが発行されました",
            "証明書発行用パスワードが発行されました。前のパスワードは使えなくなりました。心あたりがないときは、すぐに事業所のユーザIDのパスワードを変更して、運営者に知らせてください。",
        ),
        MailKind::PasswordChanged => (
            "パスワードが変更されました",
            "パスワードが変更されました。心あたりがないときは、すぐに運営者に知らせてください。",
        ),
        MailKind::ContactSet => (
            "メールアドレスが登録されました",
            "このメールアドレスが、お知らせの送り先として登録されました。ライセンスや電子証明書の期限が近づいたときなどに、お知らせします。",
        ),
        MailKind::RecoveryAnswered => (
            "お問い合わせにお答えしました",
            "IDやパスワードのお問い合わせにお答えしました。登録された住所に、手紙をお送りします。届くまでに2週間ほどかかることがあります。心あたりがないときは、すぐに運営者に知らせてください。",
        ),
        MailKind::LicenceResumed => (
            "取りやめが取り消されました",
            "れんけいのライセンスの取りやめが取り消されました。前のとおり利用できます。料金は増えません。",
        ),
        MailKind::PaymentDue => (
            "ライセンス料の支払いの期限が近づいています",
            "請求書のライセンス料の支払いを、まだ確かめられていません。振込先と請求書は、利用申請サイトの「ライセンス」にあります。すでに振り込んだときは、確かめるまでお待ちください。",
        ),
        MailKind::PaymentLate => (
            "ライセンス料の支払いの期限が過ぎています",
            "請求書のライセンス料の支払いを、期限までに確かめられませんでした。振込先と請求書は、利用申請サイトの「ライセンス」にあります。すでに振り込んだときは、確かめるまでお待ちください。支払いが確かめられるまで、ライセンスは自動で更新されません。",
        ),
        MailKind::PaymentRecorded => (
            "ライセンス料の支払いを確かめました",
            "ライセンス料の支払いを確かめました。くわしくは、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::MoneyReturned => (
            "ライセンス料をお返ししました",
            "支払いがいらなくなったライセンス料をお返ししました。くわしくは、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::RecoveryRefused => (
            "お問い合わせをお受けできませんでした",
            "IDやパスワードのお問い合わせを、お受けできませんでした。IDもパスワードも変わっていません。理由は、利用申請サイトのトップと連携クライアントのお知らせに表示しています。ログインできないときは、運営者にお問い合わせください。",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::Instant;
    use exchange::id::MailId;
    use exchange::mail::MailAddress;

    #[test]
    fn every_mail_says_what_to_do_and_names_nobody() {
        for kind in MailKind::ALL {
            let mail = Mail {
                id: MailId::new(Instant::from_millis(1), [1; 10]),
                office: standard::OfficeNumber::parse("1370000001").unwrap(),
                address: MailAddress::parse("jimu@example.jp").unwrap(),
                kind: *kind,
                at: Instant::from_millis(1),
            };
            let (subject, text) = of(&mail, "", "https://hub.example.jp:8440/");
            assert!(!subject.is_empty() && subject.chars().count() <= 30, "{subject}");
            assert!(text.contains("1370000001") && text.contains("https://hub.example.jp:8440/"));
            assert!(!text.contains("jimu"), "the address stands in the head alone");
        }
    }

    #[test]
    fn who_left_is_not_told_to_apply_again() {
        let (_, text) = said(MailKind::LicenceCancelled);
        assert!(text.contains("取りやめを取り消す") && !text.contains("申請してください"), "{text}");
    }
}
