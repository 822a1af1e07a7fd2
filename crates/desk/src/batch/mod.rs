//! The work table of 一括送信: sets grouped by recipient, their messages, and how far each is sent.

mod apply;
mod group;
mod sending;
mod take;

pub use group::{Addressee, Confirmer, Group, GroupState};
pub use take::Ledger;

use crate::sorting::{OfferedFile, Refused};
use serde::{Deserialize, Serialize};

/// The work table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Batch {
    /// One for each set.
    pub groups: Vec<Group>,
    /// Files of the last drop that were not taken.
    pub refused: Vec<Refused>,
    /// The message that was copied.
    pub copied: Option<String>,
    /// Messages before the last paste or clear.
    pub undo: Option<Vec<(u32, String)>>,
    /// What the last action did; shown where the person is looking.
    pub notice: Option<Said>,
    /// Groups are being sent, one after the other.
    pub running: bool,
    /// Sending stopped between two groups, by a person.
    pub paused: bool,
    /// The template that a person chose, by its id; `None`: the files say which.
    #[serde(default)]
    template: Option<String>,
    /// What is being sent, or was sent last: the groups that one or more presses put on their way together.
    #[serde(default)]
    round: Vec<u32>,
    last_id: u32,
}

/// What an action did, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// It did what was wanted.
    pub good: bool,
    /// The sentence.
    pub text: String,
}

/// A change: what was typed and ticked since, and what was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchChange {
    /// Messages that were typed: group and text. Only those that a person changed.
    pub typed: Vec<(u32, String)>,
    /// The groups that are ticked; `None`: the ticks are not part of the form.
    pub selected: Option<Vec<u32>>,
    /// What was pressed.
    pub action: BatchAction,
}

/// What was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchAction {
    /// Nothing: keep what was typed.
    Keep,
    /// Files were dropped.
    Add(Vec<OfferedFile>),
    /// Copy the message of a group.
    Copy(u32),
    /// Paste to the ticked groups.
    PasteSelected,
    /// Paste to all groups.
    PasteAll,
    /// This template was chosen, by its id.
    Choose(String),
    /// Use a template's text as the message of the ticked groups; `{宛先}` and `{対象月}` are each group's own.
    Use(String),
    /// Clear all messages.
    ClearMessages,
    /// Messages as they were before the last paste or clear.
    Undo,
    /// Take a group off the table.
    Remove(u32),
    /// Take a file off a group, by its key.
    RemoveFile(u32, u64),
    /// Take those that are sent off the table.
    RemoveSent,
    /// The refused files were read about.
    DismissRefused,
    /// Take everything off the table that is not being sent.
    Reset,
    /// Send these groups; each with the revision that was confirmed.
    Send(Vec<(u32, u64)>),
    /// Stop after the group that is being sent.
    Pause,
    /// Go on.
    Continue,
}

impl Batch {
    /// The group with this id.
    pub fn group(&self, id: u32) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The groups that are ticked and can be sent.
    pub fn chosen(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.selected && group.is_sendable())
    }

    /// Number of groups of a kind of state.
    pub fn count(&self, fits: impl Fn(&GroupState) -> bool) -> usize {
        self.groups.iter().filter(|group| fits(&group.state)).count()
    }

    /// Groups that cannot be sent before something is mended.
    pub fn broken(&self) -> usize {
        self.groups.iter().filter(|group| group.hindrance().is_some()).count()
    }

    /// Groups that have left the table's care: sent now, earlier, or kept to go by themselves.
    pub fn gone(&self) -> usize {
        self.count(GroupState::is_gone)
    }

    /// Groups that are not to be changed any more.
    pub fn locked(&self) -> usize {
        self.groups.iter().filter(|group| group.is_locked()).count()
    }

    /// Groups of this sending that are through, well or not.
    pub fn through(&self) -> usize {
        self.of_round(|state| !matches!(state, GroupState::Queued | GroupState::Sending { .. }))
    }

    /// Number of groups of this sending in a kind of state.
    fn of_round(&self, fits: impl Fn(&GroupState) -> bool) -> usize {
        self.groups.iter().filter(|group| self.round.contains(&group.id) && fits(&group.state)).count()
    }

    /// Groups that are in the queue or being sent.
    pub fn under_way(&self) -> usize {
        self.count(|state| matches!(state, GroupState::Queued | GroupState::Sending { .. }))
    }

    /// Groups with a message.
    pub fn with_message(&self) -> usize {
        self.groups.iter().filter(|group| !group.message.is_empty()).count()
    }

    /// Id of the template that is offered: the one chosen last, else the one that most of the files ask for.
    pub fn template(&self) -> &str {
        let count =
            |id: &str| self.groups.iter().filter(|group| !group.is_locked() && group.set.template() == id).count();
        let most = ["results", "slips", "plan"].into_iter().max_by_key(|id| count(id));
        self.template.as_deref().or(most).unwrap_or("plan")
    }

    fn group_mut(&mut self, id: u32) -> Option<&mut Group> {
        self.groups.iter_mut().find(|group| group.id == id)
    }

    fn say(&mut self, good: bool, text: impl Into<String>) {
        self.notice = Some(Said { good, text: text.into() });
    }
}
