//! To whom a checked set goes: its names and what was said on the command line must agree.

use crate::commands::check::engine::Checked;
use crate::refusal::Refusal;
use crate::transfer::NewSet;
use evidence::{OfficeNumber, SetSerial};
use standard::check::AttachmentCheck;

const NOT_SENT: &str = "この送信単位は送っていません。ファイルはそのままです。";

/// What was said on the command line.
#[derive(Debug, Clone, Copy)]
pub(in crate::commands) struct Wishes<'a> {
    /// This office.
    pub(in crate::commands) own: &'a str,
    /// The receiving office, when it was said.
    pub(in crate::commands) to: Option<&'a str>,
    /// The message text.
    pub(in crate::commands) message: &'a str,
}

/// The set as it is put into the outbox. Call only when the check found no error.
pub(in crate::commands) fn new_set(checked: Checked, wishes: Wishes<'_>) -> Result<NewSet, Box<Refusal>> {
    let month = checked.month();
    let (to, serial) = match checked.route() {
        Some((sender, receiver, serial)) => (receiver_of(&sender, receiver, wishes)?, SetSerial::parse(&serial)),
        None => (receiver_of_attachments(&checked, wishes)?, None),
    };
    let to = OfficeNumber::parse(&to).ok_or_else(|| Box::new(not_an_office(&to)))?;
    Ok(NewSet { to, serial, month, message: wishes.message.to_owned(), documents: checked.documents, deed: None })
}

fn receiver_of(sender: &str, receiver: String, wishes: Wishes<'_>) -> Result<String, Box<Refusal>> {
    if sender != wishes.own {
        return Err(Box::new(Refusal::new(
            format!("送信元の事業所番号 {sender} は、この端末の事業所ではありません。"),
            format!("この端末は {} として登録されています。", wishes.own),
            "介護ソフトの自事業所番号を確かめて出力し直すか、その事業所の端末から送ってください。",
            NOT_SENT,
        )));
    }
    match wishes.to {
        Some(to) if to != receiver => Err(Box::new(Refusal::new(
            format!("送信先の事業所番号が合いません。ファイル名は {receiver}、--to は {to} です。"),
            "別の事業所に届くことを防ぐため、送りません。",
            "正しい方に直して、もう一度送ってください。--to は書かなくてもかまいません。",
            NOT_SENT,
        ))),
        _ => Ok(receiver),
    }
}

fn receiver_of_attachments(checked: &Checked, wishes: Wishes<'_>) -> Result<String, Box<Refusal>> {
    let all = checked.documents.iter().all(|(name, _)| AttachmentCheck::is_for(name));
    match wishes.to {
        Some(to) if all => Ok(to.to_owned()),
        None if all => Err(Box::new(Refusal::new(
            "添付ファイルだけを送るときは、送信先が要ります。",
            "ファイル名から送信先の事業所番号を読み取れません。",
            "--to 事業所番号 をつけて、もう一度送ってください。",
            NOT_SENT,
        ))),
        _ => Err(Box::new(Refusal::new(
            "ファイル名から送信元、送信先、連番を読み取れません。",
            "標準仕様の名前になっていません。",
            "介護ソフトから出力し直してください。名前は変えずに送ります。",
            NOT_SENT,
        ))),
    }
}

fn not_an_office(text: &str) -> Refusal {
    let cure = "10文字の事業所番号を書いてください。renkei office search で探せます。";
    Refusal::new(format!("「{text}」は事業所番号ではありません。"), "", cure, NOT_SENT)
}
