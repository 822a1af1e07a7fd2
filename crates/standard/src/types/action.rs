//! What a document does at the recipient: register, delete or only come along.

/// What a document does at the recipient (登録 / 削除 / 添付).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// 登録: its records are taken over.
    Register,
    /// 削除: its records name what is to be removed.
    Delete,
    /// 添付: an image or other attachment, no records.
    Attach,
}

impl Action {
    /// The word the offices use.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Register => "登録",
            Self::Delete => "削除",
            Self::Attach => "添付",
        }
    }
}
