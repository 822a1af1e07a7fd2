//! 設定 as the pages ask for it.

use super::{Post, Seat};
use desk::mailbox::{
    Activity, Answer, CertificateFacts, Check, Download, LogLine, Office, Secret, Settings, SignIn, StaffAccount,
    StaffChange, Terminal,
};

impl Office for Post {
    fn settings(&self) -> Answer<'_, Settings> {
        self.ask(|seat| seat.settings())
    }

    fn keep_settings(&self, settings: Settings) -> Answer<'_, ()> {
        self.ask(|seat| seat.keep_settings(settings))
    }

    fn terminals(&self) -> Answer<'_, Vec<Terminal>> {
        self.ask(Seat::terminals)
    }

    fn retire_terminal(&self, id: String) -> Answer<'_, ()> {
        self.ask(move |seat| seat.retire_terminal(&id))
    }

    fn staff(&self) -> Answer<'_, Vec<StaffAccount>> {
        self.ask(|seat| seat.staff())
    }

    fn change_staff(&self, change: StaffChange) -> Answer<'_, ()> {
        self.ask(|seat| seat.change_staff(change))
    }

    fn activity(&self, page: usize) -> Answer<'_, (Vec<Activity>, u64)> {
        self.ask(move |seat| seat.activity(page))
    }

    fn certificate(&self) -> Answer<'_, Option<CertificateFacts>> {
        self.ask(|seat| Ok(seat.certificate_facts()))
    }

    fn renew_certificate(&self, sign_in: SignIn) -> Answer<'_, CertificateFacts> {
        self.ask(move |seat| seat.renew_certificate(&sign_in))
    }

    fn make_key_file(&self, password: Secret) -> Answer<'_, ()> {
        self.ask(move |seat| seat.make_key_file(&password))
    }

    fn key_file_name(&self) -> Answer<'_, Option<String>> {
        self.ask(|seat| Ok(seat.key_file_name()))
    }

    fn take_key_file(&self) -> Answer<'_, Option<Download>> {
        self.ask(Seat::take_key_file)
    }

    fn log(&self, page: usize) -> Answer<'_, (Vec<LogLine>, u64)> {
        self.ask(move |seat| seat.log(page))
    }

    fn doctor(&self) -> Answer<'_, Vec<Check>> {
        self.ask(Seat::doctor)
    }
}
