//! Long lists in the store of an office that has enrolled.

use aws_lc_rs::rand;
use office::Surroundings;
use office::home::Home;
use office::preferences::Preferences;
use office::store::Store;
use protocol::{DocumentBody, TransmissionState, TransmissionSummary};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// So many came, and as many were sent; and the folders are chosen.
pub(crate) fn fill(home: &Path, count: usize) {
    let folder = home.join("received");
    std::fs::create_dir_all(&folder).unwrap();
    let home = Home::find(Some(home.to_owned())).unwrap();
    let mut store = Store::open(&home, &surroundings()).unwrap();
    let folders = Preferences { save_folder: folder.to_str().unwrap().to_owned(), ..Preferences::default() };
    store.keep_preferences(&folders).unwrap();
    let own = office::home::Settings::read(&home).unwrap().office;
    let came: Vec<_> = (0..count).map(|at| summary("a", at, "1370000201", &own)).collect();
    let sent: Vec<_> = (0..count).map(|at| summary("b", at, &own, "1370000201")).collect();
    store.keep_inbox(&came).unwrap();
    store.keep_sent(&sent).unwrap();
}

fn summary(kind: &str, at: usize, from: &str, to: &str) -> TransmissionSummary {
    let document = |table: &str| DocumentBody {
        name: format!("{table}_202505_{from}_43_{to}_11_20250425{:06}.CSV", at % 240_000),
        size: 5_000,
        sha256: "0".repeat(64),
        media_type: "text/csv".to_owned(),
        kind: Some(table.to_owned()),
    };
    let (minute, hour, day) = (at % 60, at / 60 % 24, at / 1440 % 28 + 1);
    let instant = format!("2025-05-{day:02}T{hour:02}:{minute:02}:00Z");
    TransmissionSummary {
        id: format!("01900000-0000-7000-8000-{kind}{at:011}"),
        from: from.to_owned(),
        from_name: "架空居宅介護支援事業所".to_owned(),
        to: to.to_owned(),
        to_name: "架空訪問介護事業所".to_owned(),
        serial: format!("20250425{:06}", at % 240_000),
        month: Some("202505".to_owned()),
        message: format!("いつもお世話になっております。5月分をお送りします。（{at}）"),
        documents: ["UPPLAN", "UPHOSOKU", "UPSIKYU"].map(document).into(),
        state: TransmissionState::Received,
        accepted_at: instant.clone(),
        changed_at: instant,
    }
}

fn surroundings() -> Surroundings {
    Surroundings {
        now: Arc::new(SystemTime::now),
        random: Arc::new(|bytes| rand::fill(bytes).map_err(|_| io::Error::other("no random bytes"))),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(io::Error::other("nobody is asked"))),
    }
}
