//! Why the hub does not let this terminal in.

/// Why the hub does not let this terminal in, as far as it has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Its certificate was revoked.
    Revoked,
    /// Its certificate has ended.
    Over,
    /// Its certificate is not accepted, and it was not told why.
    Unknown,
    /// The operator has stopped this office for a time.
    Frozen,
    /// This office is closed.
    Closed,
}

impl Bar {
    /// In a few words, for the head of every page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Revoked => "電子証明書が失効しています",
            Self::Over => "電子証明書の期限が過ぎています",
            Self::Unknown => "電子証明書が使えません",
            Self::Frozen | Self::Closed => "この端末では利用できません",
        }
    }

    /// What is wrong with the certificate; none when it is not the certificate.
    pub const fn of_certificate(self) -> Option<&'static str> {
        match self {
            Self::Revoked => Some("この端末の電子証明書は、失効しています。"),
            Self::Over => Some("この端末の電子証明書は、期限が過ぎています。"),
            Self::Unknown => {
                Some("この端末の電子証明書が、受け付けられませんでした。失効したか、期限が過ぎた可能性があります。")
            }
            Self::Frozen | Self::Closed => None,
        }
    }

    /// What whoever is about to send should know first.
    pub const fn warning(self) -> &'static str {
        match self {
            Self::Revoked | Self::Over | Self::Unknown => {
                "この端末の電子証明書が使えないため、いまは送信できません。どうすればよいかは、「トップ」にあります。"
            }
            Self::Frozen => {
                "この事業所の利用が停止されているため、いまは送信できません。どうすればよいかは、「トップ」にあります。"
            }
            Self::Closed => "この事業所は廃止されたため、送信できません。",
        }
    }
}
