//! One group of the work table: a set for one recipient.

use crate::letter::MAX_MESSAGE;
use crate::mailbox::{Partner, PartnerState};
use crate::moment::Moment;
use crate::sorting::{CheckedSet, SetKey};
use crate::trouble::Trouble;
use serde::{Deserialize, Serialize};

/// One group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its number on the table; never used again.
    pub id: u32,
    /// Grows with every change of files or message; what is confirmed is one revision.
    pub revision: u64,
    /// Receiver and serial.
    pub key: SetKey,
    /// The receiver in the directory.
    pub to: Addressee,
    /// The files.
    pub set: CheckedSet,
    /// The message.
    pub message: String,
    /// Ticked.
    pub selected: bool,
    /// How far it is.
    pub state: GroupState,
    /// Who confirmed that it is sent; `None` before that.
    #[serde(default)]
    pub by: Option<Confirmer>,
}

/// The person who confirmed a sending, as the log of what was done names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmer {
    /// The name as it was then.
    pub who: String,
    /// Id of the staff account; `None` where staff accounts are not used.
    pub staff: Option<String>,
}

/// A receiver by its number, as far as the directory was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Addressee {
    /// Not asked yet, or the hub is away.
    Open,
    /// The directory does not know the number.
    Unknown,
    /// Known.
    Known(Partner),
}

/// How far a group is (送信結果).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupState {
    /// 未送信.
    Unsent,
    /// 送信中: waits for its turn.
    Queued,
    /// 送信中.
    Sending {
        /// How far, in percent.
        percent: u8,
    },
    /// 送信済.
    Sent {
        /// Id of the transmission.
        id: String,
        /// When it arrived.
        at: Moment,
    },
    /// すでに送信済み: the same files went to the same office earlier; this time nothing is sent.
    SentBefore {
        /// Id of the transmission.
        id: String,
        /// When it arrived.
        at: Moment,
    },
    /// 送信待ち: signed and kept; goes by itself when the hub answers.
    Waiting {
        /// Id of the transmission.
        id: String,
        /// What keeps it from going until a person has done something; `None`: only the hub is to answer.
        #[serde(default)]
        why: Option<Trouble>,
    },
    /// エラー, with the reason and the cure.
    Failed(Trouble),
}

impl GroupState {
    /// True when nothing more is to be done with it on the table.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Sent { .. } | Self::SentBefore { .. } | Self::Waiting { .. })
    }
}

impl Group {
    /// What stands against sending, before anything leaves the PC.
    pub fn hindrance(&self) -> Option<Trouble> {
        if self.is_locked() {
            return None;
        }
        if let Some(trouble) = self.no_recipient() {
            return Some(trouble);
        }
        if let Some(remark) = self.set.all_remarks().find(|remark| remark.error) {
            let mut trouble = Trouble::input("files", remark.title.clone(), remark.cure.clone());
            let file = self.set.files.iter().find(|file| file.remarks.contains(remark));
            let file = file.map(|file| format!("「{}」（{}）: ", file.name, file.title()));
            trouble.why = format!("{}{}", file.unwrap_or_default(), remark.message);
            trouble.manual = Some("bulk#findings".to_owned());
            return Some(trouble);
        }
        if self.message.chars().count() > MAX_MESSAGE {
            return Some(Trouble::input("message", "メッセージが長すぎます。", "2,000文字までにしてください。"));
        }
        None
    }

    /// True when it can be sent now.
    pub fn is_sendable(&self) -> bool {
        matches!(self.state, GroupState::Unsent | GroupState::Failed(_)) && self.hindrance().is_none()
    }

    /// True when it is no longer to be changed.
    pub fn is_locked(&self) -> bool {
        !matches!(self.state, GroupState::Unsent | GroupState::Failed(_))
    }

    /// How the recipient is called: its name, or its number when the name is not known.
    pub fn name(&self) -> String {
        match &self.to {
            Addressee::Known(partner) => partner.name.clone(),
            Addressee::Open => format!("事業所番号 {}", self.key.receiver),
            Addressee::Unknown => format!("登録のない事業所 {}", self.key.receiver),
        }
    }

    /// The recipient, when it is known.
    pub fn partner(&self) -> Option<&Partner> {
        match &self.to {
            Addressee::Known(partner) => Some(partner),
            Addressee::Open | Addressee::Unknown => None,
        }
    }

    fn no_recipient(&self) -> Option<Trouble> {
        let input = |title: &str, cure: &str| Some(Trouble::input("to", title, cure).with_manual("bulk#recipient"));
        match &self.to {
            Addressee::Unknown => input(
                "この事業所番号は、連携の登録がありません。",
                "介護ソフトで事業所番号を確かめてください。番号が正しいときは、相手の事業所に登録をお願いしてください。",
            ),
            Addressee::Known(Partner { closed: Some(closed), .. }) if closed.has_come => {
                input("相手の事業所は廃止されています。", &closed.cure())
            }
            Addressee::Known(partner) if partner.state == PartnerState::Closed => input(
                "相手の事業所は廃止されています。",
                "引き継いだ事業所の番号を介護ソフトに登録し、出力し直してください。",
            ),
            Addressee::Known(partner) if partner.state == PartnerState::Unlicensed => input(
                "相手の事業所の利用期限が切れています。",
                "相手の事業所に確かめてください。急ぐときは、これまでの方法で届けてください。",
            ),
            Addressee::Open => input(
                "宛先の事業所を、まだ確かめられません。",
                "連携基盤につながると、自動で確かめます。しばらくしてから、この画面を開き直してください。",
            ),
            Addressee::Known(_) => None,
        }
    }
}
