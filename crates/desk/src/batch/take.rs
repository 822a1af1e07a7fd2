//! Takes dropped files into the work table: what was sent before is recognised, what was mended is said.

use super::apply::shelved;
use super::{Addressee, Batch, Group, GroupState};
use crate::sorting::{CheckedSet, SetFiles, SetKey, Shelf, ShelvedFile};
use crate::trouble::Trouble;
use standard::Date;

/// So many offices are named in one sentence.
const MOST_NAMES: usize = 3;

/// The shelf, and what is known of sets that were sent.
pub trait Ledger: Shelf {
    /// How far the same files for the same office have come: [`GroupState::SentBefore`] or [`GroupState::Waiting`];
    /// `None` when they were never sent, or may go anew because they were taken back or never fetched.
    ///
    /// # Errors
    /// The store failed.
    fn sent(&self, receiver: &str, set: &CheckedSet) -> Result<Option<GroupState>, Trouble>;
}

impl Batch {
    pub(super) fn take(
        &mut self,
        sets: Vec<(SetKey, SetFiles)>,
        as_of: Date,
        ledger: &mut dyn Ledger,
    ) -> Result<(), Trouble> {
        let (mut files, mut gone, groups) = (0, 0, sets.len());
        let stuck = self.stuck();
        for (key, members) in sets {
            files += members.len();
            let id = self.take_set(key, members, as_of, ledger)?;
            gone += usize::from(self.was_sent(id, ledger)?);
        }
        self.groups.sort_by(|one, other| (&one.key, one.id).cmp(&(&other.key, other.id)));
        let refused = self.refused.len();
        let left =
            if refused > 0 { format!("{refused}個は読み込めませんでした。") } else { String::new() };
        if groups == 0 {
            self.say(false, format!("読み込めるファイルがありませんでした。{left}"));
            return Ok(());
        }
        let gone = if gone > 0 {
            format!("{gone}件は、すでに送信済みなので送りません。")
        } else {
            String::new()
        };
        let ready = self.freed(&stuck);
        let text = format!("{files}個のファイルを読み込み、{groups}件の宛先に分けました。{gone}{ready}{left}");
        self.say(refused == 0, text);
        Ok(())
    }

    /// Groups that cannot be sent because of their files.
    pub(super) fn stuck(&self) -> Vec<u32> {
        let stuck = self.groups.iter().filter(|group| !group.is_locked() && group.set.errors() > 0);
        stuck.map(|group| group.id).collect()
    }

    /// Ticks those that can be sent now because their files were mended, and names them; empty when there is none.
    pub(super) fn freed(&mut self, stuck: &[u32]) -> String {
        let mut names = Vec::new();
        for group in self.groups.iter_mut().filter(|group| stuck.contains(&group.id) && group.is_sendable()) {
            group.selected = true;
            names.push(group.name());
        }
        match names.split_first_chunk::<MOST_NAMES>() {
            _ if names.is_empty() => String::new(),
            Some((first, rest)) if !rest.is_empty() => {
                format!("{} ほか{}件は、送れるようになりました。", first.join("、"), rest.len())
            }
            _ => format!("{} は、送れるようになりました。", names.join("、")),
        }
    }

    fn take_set(
        &mut self,
        key: SetKey,
        members: SetFiles,
        as_of: Date,
        shelf: &mut dyn Ledger,
    ) -> Result<u32, Trouble> {
        let at = self.groups.iter().position(|group| group.key == key && !group.is_locked());
        let known = at.and_then(|at| self.groups.get(at));
        let mut files = known.map_or_else(|| Ok(Vec::new()), |group| shelved(&group.set, shelf))?;
        for (name, bytes) in members {
            // The same file again, with or without ` (1)`: the last one counts.
            let exact = exact_name(&name);
            let (same, others) = files.into_iter().partition(|file: &ShelvedFile| exact_name(&file.name) == exact);
            files = others;
            let same: Vec<ShelvedFile> = same;
            same.iter().for_each(|file| shelf.remove(file.key));
            let stored = shelf.put(&name, bytes.clone())?;
            files.push(ShelvedFile { key: stored, name, bytes });
        }
        let set = CheckedSet::check(files, as_of);
        if let Some(group) = at.and_then(|at| self.groups.get_mut(at)) {
            group.renew(set);
            return Ok(group.id);
        }
        self.last_id += 1;
        let to = self.groups.iter().find(|group| group.key.receiver == key.receiver);
        let to = to.map_or(Addressee::Open, |group| group.to.clone());
        let (id, state) = (self.last_id, GroupState::Unsent);
        let message = String::new();
        self.groups.push(Group { id, revision: 1, key, to, set, message, selected: true, state, by: None });
        Ok(id)
    }

    /// Whether a set on the table is one that was sent before. Then it is not to be sent, and stands there once.
    fn was_sent(&mut self, id: u32, ledger: &mut dyn Ledger) -> Result<bool, Trouble> {
        let Some(group) = self.group(id) else { return Ok(false) };
        let sent = ledger.sent(&group.key.receiver, &group.set)?;
        let under_way = |state: &GroupState| matches!(state, GroupState::Queued | GroupState::Sending { .. });
        let mut twin = None;
        for other in self.groups.iter().filter(|other| other.id != id && other.key == group.key && other.is_locked()) {
            let is_open = under_way(&other.state) || sent.is_some();
            if is_open && contents(&other.set, ledger)? == contents(&group.set, ledger)? {
                twin = Some((other.id, under_way(&other.state)));
            }
        }
        if let Some((twin, is_under_way)) = twin {
            self.drop_groups(|group| group.id == id, ledger);
            if let Some(group) = self.group_mut(twin).filter(|_| !is_under_way)
                && let Some(state) = sent
            {
                group.state = state;
            }
            return Ok(true);
        }
        match (self.group_mut(id), sent) {
            (Some(group), Some(state)) => {
                (group.state, group.selected) = (state, false);
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

fn exact_name(name: &str) -> String {
    standard::types::NameReading::read(name).name.map_or_else(|| name.to_owned(), |exact| exact.to_string())
}

/// Names and bytes, as they are sent.
fn contents(set: &CheckedSet, shelf: &dyn Ledger) -> Result<Vec<(String, Vec<u8>)>, Trouble> {
    let file = |file: &crate::sorting::CheckedFile| Ok((file.send_as.clone(), shelf.get(file.key)?));
    let mut all = set.files.iter().map(file).collect::<Result<Vec<_>, Trouble>>()?;
    all.sort();
    Ok(all)
}
