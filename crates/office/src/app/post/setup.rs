//! The first set-up: each step is checked at once and stays done, also over a restart.

use super::{Post, Seat, Shared};
use crate::enrolment::{HubAddress, enrol, not_a_code, office_before};
use crate::hub_client::{HubError, who_is_there};
use crate::preferences::Preferences;
use crate::refusal::Refusal;
use crate::store::{ACCOUNT_ID, SYSTEM_ID};
use desk::mailbox::{Answer, Secret, Setup, SetupStep, StepInput, StepKind, StepState};
use desk::{Trouble, TroubleKind};
use protocol::EnrolCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// Where the hub's address is kept until the terminal has enrolled.
const FILE: &str = "setup.json";
/// So long a hub may take to answer, in seconds; issuing a certificate takes its time.
const PATIENCE: u64 = 15;
const ISSUING: u64 = 60;

impl Post {
    pub(super) fn do_step(&self, input: StepInput) -> Answer<'static, Setup> {
        match input {
            StepInput::Hub { address } => self.ask_outside(move |shared| shared.hub_step(&address)),
            StepInput::Code { code } => self.ask_outside(move |shared| shared.code_step(&code)),
            StepInput::SignIn(input) => self.ask(move |seat| {
                seat.sign_in(input)?;
                seat.shared.setup()
            }),
            StepInput::Folders { save, send } => self.ask(move |seat| seat.folders_step(&save, &send)),
        }
    }
}

impl Shared {
    /// The set-up, as far as it has come.
    ///
    /// # Errors
    /// When the data folder cannot be read.
    pub(super) fn setup(self: &Arc<Self>) -> Result<Setup, Trouble> {
        let hub = self.hub_given();
        let mut setup = Setup {
            steps: steps(|kind| kind == StepKind::Hub && hub.is_some()),
            hub: hub.map(|hub| hub.text()).unwrap_or_default(),
            office: None,
            system_id: String::new(),
            account: String::new(),
            save_folder: self.suggested.clone(),
            send_folder: String::new(),
            trouble: None,
        };
        let name = self.memory().me.as_ref().map(|me| me.office.name.clone());
        self.on_ground(|ground| {
            let done: Vec<StepState> = StepKind::ALL.iter().map(|kind| ground.step(*kind)).collect::<Result<_, _>>()?;
            setup.steps = StepKind::ALL.into_iter().zip(done).map(|(kind, state)| SetupStep { kind, state }).collect();
            let settings = &ground.settings;
            setup.hub =
                HubAddress { host: settings.host.clone(), public_port: settings.public_port, exchange_port: None }
                    .text();
            let number = settings.office.clone();
            setup.office = Some((name.unwrap_or_else(|| number.clone()), number));
            setup.system_id = ground.store.fact(SYSTEM_ID)?.unwrap_or_default();
            setup.account = ground.store.fact(ACCOUNT_ID)?.unwrap_or_default();
            let Preferences { save_folder, send_folder, .. } = ground.store.preferences()?;
            if !save_folder.is_empty() {
                setup.save_folder = save_folder;
            }
            setup.send_folder = send_folder;
            Ok::<_, Trouble>(())
        })?;
        Ok(setup)
    }

    fn hub_step(self: &Arc<Self>, address: &str) -> Result<Setup, Trouble> {
        let hub = HubAddress::parse(address).ok_or_else(|| {
            let cure = "「ログインのご案内」か、利用申請サイトの発行コードの画面にある名前を、そのまま書いてください。例: renkei.example.jp";
            Trouble::input("hub", "連携基盤の名前として読めません。", cure)
        })?;
        let asked = within(PATIENCE, async { Ok(who_is_there(&hub.host, hub.public_port).await) })?;
        match asked {
            Ok(_) => {}
            Err(HubError::Unreachable(_)) => return Err(nobody_there(&hub)),
            Err(_) => return Err(another_there(&hub)),
        }
        let written = serde_json::to_vec(&hub).unwrap_or_default();
        let file = self.home.file(FILE);
        let made = std::fs::create_dir_all(self.home.folder());
        made.and_then(|()| crate::home::write_whole(&file, &written))
            .map_err(|error| Refusal::of_file(&file, &error))?;
        self.setup()
    }

    fn code_step(self: &Arc<Self>, code: &Secret) -> Result<Setup, Trouble> {
        let of_code = |refusal: Refusal| {
            let mut trouble = Trouble::from(refusal);
            trouble.field = Some("code".to_owned());
            trouble
        };
        let code = EnrolCode::parse(code.expose()).ok_or_else(|| of_code(not_a_code()))?;
        let before = office_before(&self.home)?;
        let hub = self.hub_for_code()?;
        let enrolled = within(ISSUING, enrol(&hub, code, before.as_deref(), &self.home, &self.surroundings));
        // A code that is not taken says nothing of the certificate that this terminal has.
        if enrolled.is_ok() || !self.memory().is_refused() {
            self.heard(&enrolled);
        }
        enrolled.map_err(of_code)?;
        // The settings hold it from now on.
        drop(std::fs::remove_file(self.home.file(FILE)));
        self.start_over();
        self.setup()
    }

    /// A terminal that enrols again stays at its hub.
    fn hub_for_code(&self) -> Result<HubAddress, Trouble> {
        let known = self.on_ground(|ground| {
            let settings = &ground.settings;
            let exchange_port = Some(settings.exchange_port);
            Ok::<_, Trouble>(HubAddress {
                host: settings.host.clone(),
                public_port: settings.public_port,
                exchange_port,
            })
        });
        // Enrolling again is the way out of damaged settings.
        known.ok().flatten().or_else(|| self.hub_given()).ok_or_else(too_early)
    }

    fn hub_given(&self) -> Option<HubAddress> {
        serde_json::from_slice(&std::fs::read(self.home.file(FILE)).ok()?).ok()
    }
}

impl Seat {
    fn folders_step(&mut self, save: &str, send: &str) -> Result<Setup, Trouble> {
        let preferences = Preferences {
            save_folder: save.trim().to_owned(),
            send_folder: send.trim().to_owned(),
            ..self.place.store.preferences()?
        };
        super::folders::check(&preferences, ["save", "send"])?;
        self.place.store.keep_preferences(&preferences)?;
        self.did("フォルダーを決めました。")?;
        self.shared.setup()
    }
}

/// Waits for the hub so many seconds, on a thread that may wait.
fn within<T>(seconds: u64, work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Refusal> {
    Handle::current().block_on(async {
        let timed = tokio::time::timeout(Duration::from_secs(seconds), work);
        timed.await.unwrap_or_else(|_| Err(Refusal::no_answer()))
    })
}

fn steps(is_done: impl Fn(StepKind) -> bool) -> Vec<SetupStep> {
    let step = |kind| {
        let state = if is_done(kind) { StepState::Done } else { StepState::Open };
        SetupStep { kind, state }
    };
    StepKind::ALL.map(step).to_vec()
}

fn nobody_there(hub: &HubAddress) -> Trouble {
    let cure = "案内にある名前と同じか、パソコンがインターネットにつながっているかを確かめて、もう一度お試しください。";
    let mut trouble = Trouble::input("hub", format!("「{}」につながりません。", hub.text()), cure);
    trouble.kind = TroubleKind::Away;
    trouble
}

fn another_there(hub: &HubAddress) -> Trouble {
    let cure = "「ログインのご案内」か、利用申請サイトの発行コードの画面にある名前を、そのまま書いてください。";
    Trouble::input("hub", format!("「{}」は、連携基盤の名前ではないようです。", hub.text()), cure)
}

fn too_early() -> Trouble {
    let cure = "「はじめの設定」の最初から進めてください。";
    Trouble::new(TroubleKind::Changed, "先に前の手順を終えてください。", "", cure)
}
