//! The hub's answers in words.

use super::Refusal;
use crate::hub_client::HubError;
use protocol::{Problem, ProblemCode};

impl From<&HubError> for Refusal {
    fn from(error: &HubError) -> Self {
        match error {
            HubError::Problem(problem) => of_problem(problem),
            HubError::Unreachable(_) => error.refuses_certificate().map_or_else(Self::no_answer, of_certificate),
            HubError::Tls(_) => Self::new(
                "安全な通信を始められません。",
                "この端末の鍵か電子証明書が使えません。",
                "renkei doctor で状態を確かめてください。",
                "",
            ),
            HubError::Unreadable(_) => Self::new(
                "連携基盤の答えを読み取れませんでした。",
                "途中の機器が通信を変えたか、連携基盤とこのアプリの版が合っていない可能性があります。",
                "しばらく待ってからもう一度お試しください。続くときは、アプリを新しくしてください。",
                "",
            ),
            HubError::OtherRoot => Self::new(
                "連携基盤が本物かどうかを確かめられませんでした。",
                "相手が示した認証局が、発行コードに書かれたものと違います。",
                "連携基盤の名前（--hub）と発行コードを確かめてください。合っているときは、使わずに運営者に連絡してください。",
                "発行コードも鍵も、まだどこにも送っていません。",
            ),
        }
    }
}

impl Refusal {
    /// The hub did not answer, or not in time.
    pub fn no_answer() -> Self {
        let refusal = Self::new(
            "連携基盤につながりません。",
            "インターネットにつながっていないか、連携基盤が止まっている可能性があります。",
            "パソコンがインターネットにつながっているかを確かめ、しばらく待ってからもう一度お試しください。",
            "",
        );
        Self { away: true, ..refusal }
    }
}

/// The hub does not take the certificate of this terminal: what it tells of the reason.
fn of_certificate(code: ProblemCode) -> Refusal {
    let (what, why) = match code {
        ProblemCode::CertificateRevoked => {
            ("この端末の電子証明書は失効しています。", "この事業所か運営者が、使えなくしたものです。")
        }
        ProblemCode::CertificateExpired => ("この端末の電子証明書の期限が過ぎています。", ""),
        _ => ("この端末の電子証明書が受け付けられませんでした。", "失効したか、期限が過ぎた可能性があります。"),
    };
    Refusal::new(what, why, cure(code), "").of_code(code)
}

fn of_problem(problem: &Problem) -> Refusal {
    let cure = problem.code().map_or("運営者に問い合わせ番号を伝えてください。", cure);
    Refusal {
        what: format!("{}。", problem.title.trim_end_matches('。')).into(),
        why: if problem.detail == problem.title { "".into() } else { problem.detail.as_str().into() },
        cure: cure.into(),
        undone: "".into(),
        request: Some(problem.request_number.as_str().into()),
        findings: problem.findings.clone().into(),
        away: false,
        code: problem.code(),
    }
}

/// What to do about each problem.
fn cure(code: ProblemCode) -> &'static str {
    use ProblemCode as P;
    match code {
        P::SignInRequired | P::OtherCertificate => "renkei login でログインしてください。",
        P::SignInRefused => {
            "ID とパスワードを確かめて、もう一度 renkei login を行ってください。続けて失敗したときは、15分ほど待ってください。"
        }
        P::AgentAccount => "事業所のユーザID（KJ で始まる ID）を使ってください。",
        P::CertificateRevoked | P::CertificateExpired | P::CertificateUnknown => {
            "利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。利用申請サイトにログインできないときは、運営者に連絡してください。"
        }
        P::PasswordMustChange => "renkei password でパスワードを変えてから、もう一度お試しください。",
        P::PasswordRefused => "12文字以上で、よくある言葉ではないパスワードにしてください。",
        P::ScopeMissing => "renkei login でログインし直してください。",
        P::OfficeFrozen => "運営者に連絡してください。",
        P::OfficeClosed => {
            "まちがいのときは、運営者に連絡してください。これから送るものは、引き継いだ事業所から送ってください。"
        }
        P::LicenceMissing => {
            "利用申請サイトの「利用申請/更新」で手続きをしてください。ライセンスが有効になったあと、そのまま送れます。"
        }
        P::RecipientNotLicensed => {
            "相手の事業所が利用を始めるまで、これまでの方法で届けてください。renkei office search で利用状況を確かめられます。"
        }
        P::RecipientUnknown => {
            "renkei office search で事業所番号を確かめ、介護ソフトの登録を直して、出力し直してください。"
        }
        P::RecipientClosed => "引き継いだ事業所の番号を介護ソフトに登録し、出力し直してください。",
        P::RecipientIsSender => "送信先の事業所番号を確かめ、介護ソフトから出力し直してください。",
        P::NotFound => "番号を確かめてください。renkei inbox と renkei sent で一覧を見られます。",
        P::IdConflict | P::StateConflict => "renkei sent で状態を確かめてください。必要なら、もう一度送ってください。",
        P::AlreadyFetched => "相手の事業所に電話などで連絡してください。直したものは、新しい連番で送れます。",
        P::AlreadyWithdrawn => "必要なら、もう一度送ってください。",
        P::Expired => "もう一度必要なときは、送信元の事業所に送り直しを頼んでください。",
        P::TooLarge => "ファイルを減らして、もう一度送ってください。1ファイル 10MB、全部で 50MB、20個までです。",
        P::ClockRefused => "パソコンの日付と時刻を正しく合わせて、もう一度送ってください。",
        P::DocumentsRefused => "介護ソフトで指摘のところを直し、出力し直して送ってください。",
        P::BodyIncomplete | P::Internal | P::Busy | P::ReadOnly | P::StorageFull => {
            "しばらく待ってから、もう一度お試しください。続くときは、運営者に問い合わせ番号を伝えてください。"
        }
        P::QuotaExceeded | P::TooManyRequests => "しばらく待ってから、もう一度お試しください。",
        P::CodeRefused => {
            "案内の発行コードと、4文字ずつ見くらべてください。同じときは、期限が過ぎたか、使われたあとです。運営者に新しいコードを申し込んでください。"
        }
        P::BadRequest
        | P::BadMember
        | P::MethodNotAllowed
        | P::MediaTypeRefused
        | P::ContainerRefused
        | P::SignatureRefused
        | P::SenderMismatch
        | P::ReceiptRefused
        | P::CsrRefused => {
            "renkei doctor で状態を確かめ、アプリを新しくしてください。続くときは、運営者に問い合わせ番号を伝えてください。"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_in_words() {
        let said = ProblemCode::ALL.iter().map(|code| {
            let detail = "連携基盤からのくわしい説明です。";
            let error = HubError::Problem(Box::new(Problem::new(*code, detail, "R-0001")));
            format!("[{}]\n{}\n", code.as_str(), Refusal::from(&error))
        });
        let all = said.collect::<Vec<_>>().join("\n");
        let own = [HubError::OtherRoot, HubError::Unreadable("x".into()), HubError::Tls(rustls::Error::DecryptError)];
        let own = own.iter().map(|error| format!("[{error}]\n{}\n", Refusal::from(error)));
        insta::assert_snapshot!("problems", format!("{all}{}", own.collect::<Vec<_>>().join("\n")));
    }

    #[test]
    fn a_certificate_that_is_not_taken_is_told_with_the_reason_that_the_hub_gives() {
        use ProblemCode as P;
        for (code, words) in [
            (P::CertificateRevoked, "失効しています"),
            (P::CertificateExpired, "期限が過ぎています"),
            (P::CertificateUnknown, "受け付けられませんでした"),
        ] {
            let refusal = of_certificate(code);
            assert!(refusal.is(code) && refusal.what.contains(words), "{refusal}");
            assert!(refusal.cure.contains("発行コード"), "{refusal}");
        }
    }
}
