//! A refusal as the pages show it: what names a command on the command line names a page here.

use super::Refusal;
use desk::remark::Remark;
use desk::{Trouble, TroubleKind};
use protocol::{FindingBody, SeverityBody};

impl Refusal {
    /// As the pages show it.
    pub fn trouble(&self, kind: TroubleKind) -> Trouble {
        let [what, why, cure, undone] =
            [&self.what, &self.why, &self.cure, &self.undone].map(|text| in_the_window(text));
        let mut trouble = Trouble::new(kind, what, why, cure).leaving(undone);
        trouble.number = self.request.as_deref().map(str::to_owned);
        trouble.remarks = self.findings.iter().map(remark).collect();
        trouble
    }
}

/// What the command line says, and what the window says instead; the longer before the shorter that it begins with.
const INSTEAD: [(&str, &str); 27] = [
    ("renkei enroll --hub 連携基盤の名前 を行ってください", "「はじめの設定」を行ってください"),
    (
        "renkei enroll --again で登録し直してください",
        "「トップ」かログインの画面の「発行コードで登録し直す」で登録し直してください",
    ),
    ("もう一度 renkei certificate renew を行ってください", "もう一度「電子証明書を更新する」を押してください"),
    ("renkei certificate renew で", "「設定」の「電子証明書」で"),
    ("renkei doctor で", "「設定」の「状態の診断」で"),
    ("renkei login でログインしてください", "ログインしてください"),
    ("renkei login でログインし直してください", "ログアウトして、もう一度ログインしてください"),
    ("もう一度 renkei login を行ってください", "もう一度ログインしてください"),
    ("renkei password でパスワードを変えて", "ログインの画面で新しいパスワードに変えて"),
    ("renkei office search で", "「新規作成」の宛先の検索で"),
    (
        "renkei inbox か renkei sent の「番号」の欄を、そのまま書いてください",
        "「受信一覧」か「送信一覧」から選んでください",
    ),
    ("renkei inbox と renkei sent で一覧を見られます", "「受信一覧」と「送信一覧」で見られます"),
    ("renkei send（ファイルの指定なし）で続きを送れます", "連携基盤につながると、自動で続きを送ります"),
    ("renkei send（ファイルの指定なし）で送ってください", "連携基盤につながると、自動で送ります"),
    ("renkei send（ファイルの指定なし）で送れます", "連携基盤につながると、自動で送ります"),
    ("renkei send --again で送り直してください", "「新規作成」でもう一度送ってください"),
    ("renkei sent で一覧を見られます", "「送信一覧」で見られます"),
    ("renkei sent で見られます", "「送信一覧」で見られます"),
    ("renkei sent で", "「送信一覧」で"),
    ("もう一度 renkei fetch を行うと続きから行います", "もう一度「受信一覧」を開くと、続きから行います"),
    ("もう一度 renkei fetch を行ってください", "もう一度「受信一覧」を開いてください"),
    ("renkei fetch で受け取ってください", "「受信一覧」で受け取ってください"),
    ("次に renkei fetch か renkei watch を行うときに渡します", "次に連携基盤につながったときに、自動で渡します"),
    (
        "--message に理由を書くか、--check に renkei check --format json の結果を指定してください",
        "理由を書いてください",
    ),
    ("（--hub）", ""),
    (
        "別の事業所として登録するときは、--home で別のフォルダーを指定します",
        "別の事業所として登録するときは、別の利用者でパソコンにログインしてください",
    ),
    ("--home で", "開き直すときに"),
];

/// A text of the command line in the words of the pages.
pub(crate) fn in_the_window(text: &str) -> String {
    INSTEAD.iter().fold(text.to_owned(), |text, (command, page)| text.replace(command, page))
}

/// A finding of the hub or of the other office, as the pages show it.
pub fn remark(finding: &FindingBody) -> Remark {
    let field = finding.place.field.as_ref();
    Remark {
        error: finding.severity == SeverityBody::Error,
        rule: finding.rule.clone(),
        title: finding.title.clone(),
        message: finding.message.clone(),
        why: finding.why.clone(),
        cure: finding.cure.clone(),
        file: finding.place.file.clone(),
        line: finding.place.line,
        field: field.map(|field| format!("項目{}「{}」", field.no, field.name)),
        value: finding.value.clone(),
        count: finding.count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::{IdentityError, SettingsError};
    use crate::hub_client::HubError;
    use crate::store::{OutboxState, StoreError};
    use protocol::{Problem, ProblemCode};
    use std::path::{Path, PathBuf};

    fn has_command(text: &str) -> bool {
        text.contains("renkei ") || text.contains(" --") || text.contains("（--")
    }

    #[test]
    fn nothing_in_the_window_names_a_command() {
        let problems = ProblemCode::ALL
            .iter()
            .map(|code| HubError::Problem(Box::new(Problem::new(*code, "ログインしてください。", "R-0001"))));
        let others =
            [HubError::OtherRoot, HubError::Unreadable("x".into()), HubError::Tls(rustls::Error::DecryptError)];
        let hub = problems.chain(others).map(|error| Refusal::from(&error));
        let state = StoreError::State { from: OutboxState::Accepted, to: OutboxState::Sending };
        let local = [
            Refusal::from(&SettingsError::NotEnrolled),
            Refusal::from(&IdentityError::Mismatch),
            Refusal::from(&state),
            Refusal::no_answer(),
        ];
        for refusal in hub.chain(local) {
            let trouble = refusal.trouble(TroubleKind::Failed);
            for text in [&trouble.title, &trouble.why, &trouble.cure, &trouble.undone] {
                assert!(!has_command(text), "{text}");
            }
        }
    }

    #[test]
    fn every_sentence_of_the_library_that_names_a_command_has_words_for_the_window() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut seen = 0;
        for file in files(&source) {
            let text = std::fs::read_to_string(&file).unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//") && !line.is_ascii()) {
                if line.contains("renkei ") {
                    seen += 1;
                    let said = in_the_window(line);
                    assert!(!has_command(&said), "{}: {said}", file.display());
                }
            }
        }
        assert!(seen > 20, "the sentences were found: {seen}");
    }

    /// The library without the command line, tests and the table above.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
        let left_out = ["commands", "tests", "refusal/trouble.rs"];
        let wanted = paths.filter(|path| !left_out.iter().any(|end| path.ends_with(end)));
        wanted.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
}
