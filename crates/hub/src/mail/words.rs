//! The texts of the mails: to which office, what happened and what to do, where, and whom to ask. Nothing of a care plan.

use exchange::mail::{Mail, MailKind};

/// What stands in every mail beside what it is about.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// What the text says of the office itself; empty without anything.
    pub(super) facts: &'a str,
    /// Where the apply site is.
    pub(super) site: &'a str,
    /// How the operator is reached; none when it is not configured.
    pub(super) contact: Option<&'a str>,
}

/// Subject and text.
pub(super) fn of(mail: &Mail, around: Around<'_>) -> (String, String) {
    let (subject, what) = said(mail.kind);
    let facts = if around.facts.is_empty() { String::new() } else { format!("\n\n{}", around.facts) };
    let contact = around.contact.map(|contact| format!("\n\nお問い合わせ先（運営者）\n{contact}")).unwrap_or_default();
    let site = around.site;
    let registered = if mail.kind == MailKind::ContactMoved { "登録されていた" } else { "登録された" };
    let text = format!(
        "{name}（事業所番号 {office}）のご担当者さま\n\n{what}{facts}\n\n利用申請サイト\n{site}{contact}\n\n――\nれんけいは、ケアプランのデータを事業所どうしで送り合うサービスです。このメールは、この事業所のお知らせの送り先に{registered}アドレスに、自動でお送りしています。この事業所と関係のない方に届いたときは、運営者に知らせてください。\nこのメールに返信しても、届きません。パスワードをメールでおたずねすることはありません。\n",
        name = mail.name,
        office = mail.office,
    );
    (format!("【れんけい】{subject}"), text)
}

/// The subject of such a mail.
pub(crate) fn subject(kind: MailKind) -> &'static str {
    said(kind).0
}

fn said(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::LicenceGranted => (
            "ライセンスが発行されました",
            "ライセンスが発行されました。期間と支払いの状況は、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::LicenceRenewed => (
            "ライセンスが更新されました",
            "ライセンスが、1年間更新されました。新しい期間と支払いの状況は、利用申請サイトの「ライセンス」で確かめられます。",
        ),
        MailKind::LicenceCancelled => (
            "ライセンスが取りやめになりました",
            "ライセンスが取りやめになりました。まちがいのときは、使える最後の日までに、利用申請サイトの「ライセンス」で「取りやめを取り消す」を押してください。料金は増えません。",
        ),
        MailKind::LicenceEnds => (
            "ライセンスの期限が近づいています",
            "ライセンスの期限が近づいています。期限を過ぎると、送ることも、新しく受け取ることもできなくなります。",
        ),
        MailKind::LicenceEnded => (
            "ライセンスの期限が終わりました",
            "ライセンスの期限が終わりました。いまは、送ることも、新しく受け取ることもできません。もう一度使うには、利用申請サイトの「利用申請/更新」で申請してください。申請すると、すぐに使えます。",
        ),
        MailKind::CertificateIssued => (
            "電子証明書が発行されました",
            "端末の電子証明書が発行されました。この事業所で手続きをしていないときは、ほかの人が手続きをしたおそれがあります。すぐに利用申請サイトの「電子証明書」で「使えなくする」を押し、運営者に知らせてください。",
        ),
        MailKind::CertificateEnds => (
            "電子証明書の期限が近づいています",
            "端末の電子証明書の期限が近づいています。期限を過ぎると、その端末では送ることも受け取ることもできなくなります。その端末で、電子証明書を更新してください。",
        ),
        MailKind::CertificateRevoked => (
            "電子証明書が使えなくなりました",
            "端末の電子証明書が、使えなくされました。その端末では、送ることも受け取ることもできません。どの電子証明書かは、利用申請サイトの「電子証明書」で確かめられます。その端末をまた使うときは、利用申請サイトで新しい発行コードを発行し、連携クライアントで入力してください。この事業所で手続きをしていないときは、運営者に知らせてください。",
        ),
        MailKind::OfficeFrozen => (
            "利用が停止されました",
            "この事業所の利用が停止されました。いまは、送ることも受け取ることもできません。届いているものはなくなりません。理由は、利用申請サイトまたは連携クライアントにログインすると表示されます。わからないことは、運営者にたずねてください。",
        ),
        MailKind::OfficeThawed => (
            "利用が再開されました",
            "この事業所の利用が再開されました。これまでどおり、送ることも受け取ることもできます。",
        ),
        MailKind::CertificatePassword => (
            "証明書発行用パスワードの発行",
            "証明書発行用パスワードが発行されました。前に発行したものがあるときは、使えなくなりました。この事業所で手続きをしていないときは、ほかの人が手続きをしたおそれがあります。すぐに事業所のユーザIDのパスワードを変更して、運営者に知らせてください。",
        ),
        MailKind::PasswordChanged => (
            "パスワードが変更されました",
            "パスワードが変更されました。この事業所で変更していないときは、ほかの人が変更したおそれがあります。すぐに運営者に知らせてください。",
        ),
        MailKind::ContactSet => (
            "メールアドレスが登録されました",
            "このメールアドレスが、お知らせの送り先として登録されました。ライセンスや電子証明書の期限が近づいたときなどに、お知らせします。",
        ),
        MailKind::ContactMoved => (
            "お知らせの送り先が変わりました",
            "この事業所のお知らせの送り先から、このメールアドレスが外されました。これからのお知らせは、このアドレスには届きません。この事業所で変更していないときは、ほかの人が変更したおそれがあります。すぐに事業所のユーザIDのパスワードを変更して、運営者に知らせてください。",
        ),
        MailKind::ClosingPlanned => (
            "廃止の予定が登録されました",
            "この事業所の廃止または統合の予定が登録されました。日付、引き継ぐ事業所、そのあとにできることは、利用申請サイトと連携クライアントのお知らせに書いてあります。まちがいのときは、すぐに運営者に知らせてください。",
        ),
        MailKind::ClosingDropped => (
            "廃止の予定が取りやめになりました",
            "この事業所の廃止または統合の予定は、取りやめになりました。これまでどおり使えます。",
        ),
        MailKind::OfficeClosed => (
            "事業所が廃止されました",
            "この事業所は、廃止または統合されました。送ることも、新しく受け取ることもできません。これまでに届いたものは、廃止から30日間、連携クライアントで保存できます。日付と引き継ぐ事業所は、連携クライアントの「トップ」に書いてあります。まちがいのときは、すぐに運営者に知らせてください。",
        ),
        MailKind::ClosingTakenBack => (
            "廃止が取り消されました",
            "この事業所の廃止または統合は、取り消されました。これまでどおり、送ることも受け取ることもできます。",
        ),
        MailKind::TakesOver => (
            "ほかの事業所の統合について",
            "ほかの事業所をこの事業所に統合することについて、お知らせがあります。どの事業所が、いつ統合されるかは、利用申請サイトと連携クライアントのお知らせに書いてあります。心あたりがないときは、運営者に知らせてください。",
        ),
        MailKind::RecoveryAnswered => (
            "お問い合わせにお答えしました",
            "IDやパスワードのお問い合わせにお答えしました。登録された住所に、手紙をお送りします。届くまでに2週間ほどかかることがあります。心あたりがないときは、すぐに運営者に知らせてください。",
        ),
        MailKind::LicenceResumed => (
            "取りやめが取り消されました",
            "ライセンスの取りやめが取り消されました。前のとおり利用できます。料金は増えません。",
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
    use exchange::office::READING_DAYS;

    fn mail(kind: MailKind) -> Mail {
        Mail {
            id: MailId::new(Instant::from_millis(1), [1; 10]),
            office: standard::OfficeNumber::parse("1370000001").unwrap(),
            name: "あおば訪問介護ステーション".to_owned(),
            address: MailAddress::parse("jimu@example.jp").unwrap(),
            kind,
            at: Instant::from_millis(1),
        }
    }

    const AROUND: Around<'_> = Around {
        facts: "",
        site: "https://hub.example.jp:8440/",
        contact: Some("架空県連合会 03-0000-0000（平日9時から17時）"),
    };

    #[test]
    fn every_mail_says_to_whom_where_and_whom_to_ask() {
        for kind in MailKind::ALL {
            let (subject, text) = of(&mail(*kind), AROUND);
            assert!(subject.starts_with("【れんけい】") && subject.chars().count() <= 30, "{subject}");
            for part in ["あおば訪問介護ステーション（事業所番号 1370000001）", AROUND.site, "03-0000-0000"]
            {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(!text.contains("jimu"), "the address stands in the head alone");
            assert!(!text.contains("削除"), "nobody under attack is told to delete what tells of it: {text}");
        }
    }

    #[test]
    fn without_a_contact_no_line_is_left_empty() {
        for kind in MailKind::ALL {
            let (_, text) = of(&mail(*kind), Around { contact: None, ..AROUND });
            assert!(!text.contains("お問い合わせ先") && !text.contains("\n\n\n"), "{text}");
        }
    }

    #[test]
    fn what_may_be_an_attack_is_told_to_the_operator() {
        for kind in [MailKind::PasswordChanged, MailKind::CertificateIssued, MailKind::CertificatePassword] {
            let (_, text) = of(&mail(kind), AROUND);
            assert!(text.contains("おそれがあります") && text.contains("運営者に知らせてください"), "{text}");
        }
    }

    #[test]
    fn who_left_is_not_told_to_apply_again() {
        let (_, text) = said(MailKind::LicenceCancelled);
        assert!(text.contains("取りやめを取り消す") && !text.contains("申請してください"), "{text}");
    }

    #[test]
    fn the_mail_about_a_closing_names_the_time_for_reading() {
        let (_, text) = of(&mail(MailKind::OfficeClosed), AROUND);
        assert!(text.contains(&format!("廃止から{READING_DAYS}日間")), "{text}");
    }
}
