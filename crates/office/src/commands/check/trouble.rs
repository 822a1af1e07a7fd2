//! What could not be reached or read, in words.

use standard::Lang;
use std::io::{Error, ErrorKind};

/// A path that was not checked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// The path as it is shown.
    pub(super) path: String,
    /// Why.
    pub(super) reason: Reason,
}

/// Why a path was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// There is nothing at the path.
    Missing,
    /// The rights do not suffice.
    Forbidden,
    /// Links that go in a circle.
    Circle,
    /// A pipe, a device or a socket, named on the command line.
    NoFile,
    /// The same inside a folder.
    NoFileInFolder,
    /// A folder that was walked already: a link that goes back.
    SeenBefore,
    /// Too many folders inside folders.
    TooDeep,
    /// Too many files in one run.
    TooMany,
    /// Anything else, as the system says it.
    Other(String),
}

impl Reason {
    /// The reason behind an error of the system.
    pub(super) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other(error.to_string()),
        }
    }

    /// True when something was left unchecked that may have been meant.
    pub(super) fn is_error(&self) -> bool {
        !matches!(self, Self::SeenBefore | Self::NoFileInFolder)
    }

    /// A word for machines.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Forbidden => "forbidden",
            Self::Circle => "circle",
            Self::NoFile | Self::NoFileInFolder => "no-file",
            Self::SeenBefore => "seen-before",
            Self::TooDeep => "too-deep",
            Self::TooMany => "too-many",
            Self::Other(_) => "unreadable",
        }
    }

    /// What happened and what to do.
    pub(super) fn text(&self, lang: Lang) -> String {
        let (ja, en) = match self {
            Self::Missing => (
                "見つかりません。名前と場所を確かめてください。",
                "There is nothing here; check the name and the folder.",
            ),
            Self::Forbidden => (
                "開く権限がありません。ほかのソフトで開いていないか、権限があるかを確かめてください。",
                "No right to open it; see whether another program has it open.",
            ),
            Self::Circle => ("リンクが輪になっていて開けません。", "The links go in a circle; it cannot be opened."),
            Self::NoFile | Self::NoFileInFolder => (
                "ファイルではない（装置やパイプな）ので、調べません。標準入力を調べるには「-」と書いてください。",
                "It is a device or a pipe and is not read; use “-” for standard input.",
            ),
            Self::SeenBefore => (
                "すでに調べたフォルダーへのリンクなので、もう一度は調べません。",
                "It leads to a folder that was checked already.",
            ),
            Self::TooDeep => (
                "フォルダーが深すぎるので、この中は調べません。このフォルダーを直接指定してください。",
                "Too many folders inside folders; name this folder itself.",
            ),
            Self::TooMany => (
                "ファイルが多すぎるので、ここからあとは調べません。フォルダーを分けて指定してください。",
                "Too many files; this one and those after it are not checked. Name fewer folders.",
            ),
            Self::Other(cause) => {
                return match lang {
                    Lang::Ja => format!("読み取れません（{cause}）。ファイルがこわれていないか確かめてください。"),
                    Lang::En => format!("It cannot be read ({cause})."),
                };
            }
        };
        match lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        }
    }
}
