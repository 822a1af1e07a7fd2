//! What each button of the work table does. Pure but for the shelf and the ledger; the same in the office app and in practice.

use super::{Batch, BatchAction, BatchChange, Group, GroupState, Ledger};
use crate::letter::changed_since;
use crate::sorting::{CheckedSet, Shelf, ShelvedFile, sort};
use crate::trouble::Trouble;
use standard::Date;

impl Batch {
    /// Changes the table. `own` is the number of this office, `as_of` the day of the check.
    ///
    /// # Errors
    /// The shelf failed, or what was confirmed has changed since. What was typed is kept all the same.
    pub fn apply(
        &mut self,
        change: BatchChange,
        own: &str,
        as_of: Date,
        shelf: &mut dyn Ledger,
    ) -> Result<(), Trouble> {
        self.absorb(change.typed, change.selected);
        if !matches!(change.action, BatchAction::Keep | BatchAction::Choose(_)) {
            self.notice = None;
            // What can be undone is what was done last.
            self.undo = self.undo.take().filter(|_| change.action == BatchAction::Undo);
        }
        match change.action {
            BatchAction::Keep => {}
            BatchAction::Add(files) => {
                let sorted = sort(files, own);
                self.refused = sorted.refused;
                self.take(sorted.sets, as_of, shelf)?;
            }
            BatchAction::Copy(id) => self.copy(id),
            BatchAction::PasteSelected => self.paste(|group| group.selected && group.is_sendable()),
            BatchAction::PasteAll => self.paste(|_| true),
            BatchAction::Choose(template) => self.template = Some(template),
            BatchAction::Use(template) => {
                let filled = |group: &Group| {
                    let month = group.set.month_in_words();
                    template
                        .replace("{宛先}", &group.name())
                        .replace("{対象月}", if month.is_empty() { "今月分" } else { &month })
                };
                self.put_messages(|group| group.selected && group.is_sendable(), filled, "ひな形の文を入れました");
            }
            BatchAction::ClearMessages => self.clear(),
            BatchAction::Undo => self.undo(),
            BatchAction::Remove(id) => {
                self.remove(|group| group.id == id, shelf);
                self.say(true, "一覧から外しました。パソコンの中のファイルは消えていません。");
            }
            BatchAction::RemoveFile(id, key) => self.remove_file(id, key, as_of, shelf)?,
            BatchAction::RemoveSent => self.remove_done(shelf),
            BatchAction::DismissRefused => self.refused.clear(),
            BatchAction::Reset => {
                self.remove(|_| true, shelf);
                self.remove_done(shelf);
                (self.copied, self.undo) = (None, None);
                self.refused.clear();
                self.say(true, "一覧から外しました。パソコンの中のファイルは消えていません。");
            }
            BatchAction::Send(groups) => self.send(&groups)?,
            BatchAction::Pause => self.paused = self.running,
            BatchAction::Continue => self.paused = false,
        }
        Ok(())
    }

    fn absorb(&mut self, typed: Vec<(u32, String)>, selected: Option<Vec<u32>>) {
        if let Some(selected) = selected {
            // The box of a group that cannot be sent is closed: it says nothing.
            for group in self.groups.iter_mut().filter(|group| group.is_sendable()) {
                group.selected = selected.contains(&group.id);
            }
        }
        for (id, text) in typed {
            if let Some(group) = self.group_mut(id).filter(|group| !group.is_locked()) {
                group.write(text.replace("\r\n", "\n"));
            }
        }
    }

    fn copy(&mut self, id: u32) {
        let Some((message, name)) = self.group(id).map(|group| (group.message.clone(), group.name())) else { return };
        if message.is_empty() {
            return self.say(false, "このメッセージは空です。先に文章を入力してください。");
        }
        self.copied = Some(message);
        self.say(true, format!("「{name}」へのメッセージをコピーしました。貼り付ける宛先を選んでください。"));
    }

    fn paste(&mut self, wanted: impl Fn(&Group) -> bool) {
        let Some(text) = self.copied.clone() else { return };
        self.put_messages(wanted, |_| text.clone(), "貼り付けました");
    }

    fn put_messages(&mut self, wanted: impl Fn(&Group) -> bool, text: impl Fn(&Group) -> String, did: &str) {
        let before = self.messages();
        let mut count = 0;
        for group in self.groups.iter_mut().filter(|group| !group.is_locked() && wanted(group)) {
            group.write(text(group));
            count += 1;
        }
        if count == 0 {
            return self.say(false, "宛先が選ばれていません。左はしの□を押して選んでください。");
        }
        self.say_undoable(before, format!("{count}件の宛先に{did}。"));
    }

    fn clear(&mut self) {
        let before = self.messages();
        let mut count = 0;
        for group in self.groups.iter_mut().filter(|group| !group.is_locked() && !group.message.is_empty()) {
            group.write(String::new());
            count += 1;
        }
        self.say_undoable(before, format!("{count}件のメッセージを消しました。"));
    }

    fn say_undoable(&mut self, before: Vec<(u32, String)>, text: String) {
        self.undo = Some(before);
        self.say(true, text);
    }

    fn undo(&mut self) {
        let Some(before) = self.undo.take() else { return };
        for (id, message) in before {
            if let Some(group) = self.group_mut(id).filter(|group| !group.is_locked()) {
                group.write(message);
            }
        }
        self.say(true, "元に戻しました。");
    }

    fn messages(&self) -> Vec<(u32, String)> {
        self.groups.iter().map(|group| (group.id, group.message.clone())).collect()
    }

    fn remove(&mut self, fits: impl Fn(&Group) -> bool, shelf: &mut dyn Ledger) {
        self.drop_groups(|group| !group.is_locked() && fits(group), shelf);
    }

    fn remove_done(&mut self, shelf: &mut dyn Ledger) {
        self.drop_groups(|group| group.state.is_gone(), shelf);
    }

    pub(super) fn drop_groups(&mut self, fits: impl Fn(&Group) -> bool, shelf: &mut dyn Shelf) {
        let (gone, kept) = std::mem::take(&mut self.groups).into_iter().partition(|group| fits(group));
        self.groups = kept;
        if self.groups.is_empty() {
            self.template = None;
        }
        let gone: Vec<Group> = gone;
        gone.iter().flat_map(|group| &group.set.files).for_each(|file| shelf.remove(file.key));
    }

    fn remove_file(&mut self, id: u32, key: u64, as_of: Date, shelf: &mut dyn Ledger) -> Result<(), Trouble> {
        let stuck = self.stuck();
        let Some(group) = self.group_mut(id).filter(|group| !group.is_locked()) else { return Ok(()) };
        let mut files = shelved(&group.set, shelf)?;
        files.retain(|file| file.key != key);
        shelf.remove(key);
        if files.is_empty() {
            self.remove(|group| group.id == id, shelf);
        } else {
            group.renew(CheckedSet::check(files, as_of));
        }
        let ready = self.freed(&stuck);
        self.say(true, format!("ファイルを外しました。パソコンの中のファイルは消えていません。{ready}"));
        Ok(())
    }

    fn send(&mut self, confirmed: &[(u32, u64)]) -> Result<(), Trouble> {
        let fits = |(id, revision): &(u32, u64)| {
            self.group(*id).is_some_and(|group| group.is_locked() || group.revision == *revision)
        };
        if !confirmed.iter().all(fits) {
            return Err(changed_since());
        }
        if confirmed.is_empty() {
            self.say(false, "送信する宛先が選ばれていません。左はしの□を押して選んでください。");
        }
        // A second press of the same button finds its groups locked and does nothing.
        let mut count = 0;
        if !self.running {
            self.round.clear();
        }
        for group in &mut self.groups {
            if group.is_sendable() && confirmed.iter().any(|(id, _)| *id == group.id) {
                (group.state, group.selected, group.by) = (GroupState::Queued, false, None);
                self.round.retain(|id| *id != group.id);
                self.round.push(group.id);
                count += 1;
            }
        }
        if count > 0 {
            (self.running, self.paused, self.undo) = (true, false, None);
        }
        Ok(())
    }
}

impl Group {
    fn write(&mut self, message: String) {
        self.revision += u64::from(self.message != message);
        self.message = message;
    }

    pub(super) fn renew(&mut self, set: CheckedSet) {
        self.revision += 1;
        self.set = set;
        self.state = GroupState::Unsent;
    }
}

pub(super) fn shelved(set: &CheckedSet, shelf: &dyn Ledger) -> Result<Vec<ShelvedFile>, Trouble> {
    let file = |file: &crate::sorting::CheckedFile| {
        Ok(ShelvedFile { key: file.key, name: file.name.clone(), bytes: shelf.get(file.key)? })
    };
    set.files.iter().map(file).collect()
}
