//! What stands around every page: brand, office, menu, state, banners, footer.

use std::borrow::Cow;

/// A text that is mostly fixed.
type Text = Cow<'static, str>;

/// The frame. Made once for an application, completed for each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The name of the product or site.
    pub brand: Text,
    /// Where the brand leads.
    pub home: Text,
    /// The menu.
    pub nav: Vec<NavItem>,
    /// The key of the menu's item where the person is.
    pub current: &'static str,
    /// Whose pages these are.
    pub who: Option<Who>,
    /// Whether the system works.
    pub state: Option<SystemState>,
    /// What must be seen on every page.
    pub banners: Vec<Banner>,
    /// The manual.
    pub help: Option<Text>,
    /// Where the button ログアウト posts to.
    pub sign_out: Option<Text>,
    /// True for pages with little on them: the text stays readable.
    pub narrow: bool,
    /// Links at the end of the page.
    pub foot: Vec<FrameLink>,
    /// What is said when no answer comes.
    pub silent: Silent,
}

/// An item of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// What [`Frame::current`] names.
    pub key: &'static str,
    /// Where it leads.
    pub href: Text,
    /// Its words.
    pub label: Text,
    /// A number beside it.
    pub badge: Option<Badge>,
}

/// A number beside an item of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// How many; zero hides it.
    pub count: u64,
    /// The words after the number for a screen reader: 件 未保存.
    pub words: Text,
}

impl NavItem {
    /// Without a number.
    pub fn new(key: &'static str, href: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self { key, href: href.into(), label: label.into(), badge: None }
    }

    /// With a number.
    pub fn with_badge(self, count: u64, words: impl Into<Text>) -> Self {
        Self { badge: Some(Badge { count, words: words.into() }), ..self }
    }
}

/// Whose pages these are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The name of the office or the person.
    pub name: String,
    /// What stands small beside it: 事業所番号 1370000001.
    pub detail: String,
}

/// Whether the system works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemState {
    /// `ok`, `warn` or `bad`.
    pub tone: &'static str,
    /// The words: 利用可能です.
    pub text: Text,
}

/// What must be seen on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// `practice`, `news` or `bad`.
    pub kind: &'static str,
    /// The words.
    pub text: Text,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameLink {
    /// Where it leads.
    pub href: Text,
    /// Its words.
    pub label: Text,
}

/// What the browser says when the server does not answer: the network, or a program that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// What happened and why.
    pub what: Text,
    /// What to do.
    pub next: Text,
}

impl Default for Silent {
    fn default() -> Self {
        Self {
            what: "返事がありませんでした。インターネットにつながっていないか、混み合っているようです。".into(),
            next: "少し待ってから、もう一度お試しください。入力した内容は、この画面に残っています。".into(),
        }
    }
}
