//! Refusals of containers that deviate from the format: each deviation has its own sentence.

use super::Refusal;
use super::submit::NOT_SENT;
use evidence::container::{ContainerError, ContainerVerifyError, TransmissionError};
use exchange::transmission::NotVerified;
use protocol::ProblemCode;

/// What to do about a container that another program, or the way here, has spoilt.
const CURE: &str =
    "元のファイルから、もう一度送信をやり直してください。続くときは、ソフトウェアの提供元にお問い合わせください。";

impl From<NotVerified> for Refusal {
    fn from(error: NotVerified) -> Self {
        match &error {
            NotVerified::Format(format) => {
                Self::new(ProblemCode::ContainerRefused, format!("{}{NOT_SENT}{CURE}", container(format))).because(format)
            }
            NotVerified::Signature(ContainerVerifyError::Signature(signature)) => super::signature::container(signature),
            NotVerified::Signature(other) => Self::new(
                ProblemCode::SenderMismatch,
                format!("封筒に書かれた送信元の事業所と、署名した電子証明書の事業所が違います。{NOT_SENT}この端末に登録した事業所を送信元にして、送り直してください。"),
            )
            .because(other),
            NotVerified::Names => Self::new(
                ProblemCode::ContainerRefused,
                format!("封筒の事業所番号、連番、送信番号のいずれかの書き方が正しくありません。{NOT_SENT}{CURE}"),
            )
            .because(&error),
        }
    }
}

/// What deviates.
fn container(error: &ContainerError) -> String {
    match error {
        ContainerError::Zip(_) => "封筒が壊れているか、決められた形のZIPではありません。".to_owned(),
        ContainerError::Mimetype => "封筒の先頭に、封筒の種類の記載がありません。".to_owned(),
        ContainerError::Entry { entry, .. } => {
            format!("封筒の中の{}番目のファイルが、決められたものではありません。", entry + 1)
        }
        ContainerError::ExtraEntry => "封筒の中に、余分なファイルがあります。".to_owned(),
        ContainerError::Transmission(error) => transmission(error),
        ContainerError::DocumentSize { document } => {
            format!("{}番目のファイルの大きさが、送信内容の記載と違います。", document + 1)
        }
        ContainerError::DocumentDigest { document } => {
            format!("{}番目のファイルの中身が、送信内容の記載と違います。途中で変わっています。", document + 1)
        }
        ContainerError::DocumentTooLarge { document } => {
            format!("{}番目のファイルが大きすぎます。一つのファイルは10MBまでです。", document + 1)
        }
        ContainerError::Manifest => "署名の対象の一覧が、封筒の中身と一致しません。".to_owned(),
    }
}

fn transmission(error: &TransmissionError) -> String {
    let of = |document: &usize, what: &str| format!("{}番目のファイルの{what}", document + 1);
    match error {
        TransmissionError::TooLarge(_) => "送信内容の記載が大きすぎます。".to_owned(),
        TransmissionError::Json(_) => "送信内容の記載に、決められていない項目や足りない項目があります。".to_owned(),
        TransmissionError::NotCanonical => "送信内容の記載が、決められた並びや書き方ではありません。".to_owned(),
        TransmissionError::Format => "封筒の形式の名前が違います。".to_owned(),
        TransmissionError::Id => "送信番号の形が正しくありません。".to_owned(),
        TransmissionError::CreatedAt => "作成日時の形が正しくありません。".to_owned(),
        TransmissionError::From => "送信元の事業所番号の形が正しくありません。".to_owned(),
        TransmissionError::To => "送信先の事業所番号の形が正しくありません。".to_owned(),
        TransmissionError::Serial => "連番が14桁の数字ではありません。".to_owned(),
        TransmissionError::MessageLength(length) => {
            format!("メッセージが{length}文字あります。2,000文字までにしてください。")
        }
        TransmissionError::MessageNfc => "メッセージの文字の表し方が、決められたものではありません。".to_owned(),
        TransmissionError::MessageControl(_) => "メッセージに、使えない制御文字が含まれています。".to_owned(),
        TransmissionError::Software => "送信に使ったソフトウェアの名前または版の記載が正しくありません。".to_owned(),
        TransmissionError::NoDocuments => "ファイルが一つも入っていません。".to_owned(),
        TransmissionError::TooManyDocuments(count) => {
            format!("ファイルが{count}個入っています。一度に送れるのは20個までです。")
        }
        TransmissionError::DocumentName { document, .. } => of(document, "名前に、使えない文字や形があります。"),
        TransmissionError::DocumentOrder { document } => of(document, "並び順が違うか、同じ名前が二度あります。"),
        TransmissionError::DocumentDigest { document } => of(document, "ハッシュ値の書き方が正しくありません。"),
        TransmissionError::MediaType { document } => of(document, "種類が、CSV・PDF・JPEGのいずれでもありません。"),
    }
}
