//! Messages of the system while the window is not looked at. They name no office and no person: others see the screen.

use super::Seat;
use crate::platform;
use crate::refusal::Refusal;

impl Seat {
    /// Something came since the last look. The first look of a start tells nothing: the top page does.
    pub(in crate::app) fn tell_of_arrivals(&self) {
        let unsaved = self.shared.counts().unsaved;
        let before = self.shared.memory().unsaved_told.replace(unsaved);
        if before.is_some_and(|before| unsaved > before) {
            platform::notify("新しいデータが届きました", "「れんけい」の受信一覧を見てください。");
        }
    }

    /// Something cannot be sent.
    pub(in crate::app) fn tell_of_failure(&self, refusal: &Refusal) {
        self.shared.log(true, "送信できないデータがありました。", refusal.request.as_deref());
        if self.place.store.preferences().is_ok_and(|preferences| preferences.notify_failures) {
            platform::notify("送信できないデータがあります", &refusal.what);
        }
    }
}
