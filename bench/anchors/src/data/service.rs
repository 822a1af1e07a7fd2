//! The services of one person in one month: about thirty rows of a usage slip.

use super::words::office_name;
use crate::random::Random;

/// One service at one office.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) code: String,
    pub(super) units: u32,
    /// Start and end as they stand in the file.
    pub(super) time: (String, String),
    pub(super) days: Vec<u32>,
    pub(super) tais: String,
    pub(super) equipment: &'static str,
    /// 明細判別コード, where the same code stands twice with the same units.
    pub(super) line: &'static str,
    pub(super) office: u64,
    pub(super) office_name: String,
    pub(super) satellite: &'static str,
    /// Counts towards the limit of the person.
    pub(super) limited: bool,
}

/// Kind of service: code, units, minutes, kind of office.
type Visit = (&'static str, u32, u32, &'static str);

const HOME: &[Visit] = &[
    ("111111", 244, 30, "訪問介護ステーション"),
    ("111211", 387, 60, "ヘルパーステーション"),
    ("117211", 179, 45, "訪問介護事業所"),
];
const DAY: &[Visit] = &[
    ("151241", 658, 420, "デイサービスセンター"),
    ("151341", 777, 420, "通所介護事業所「和」"),
    ("161111", 762, 400, "通所リハビリテーション"),
];
const NURSE: &[Visit] = &[
    ("131011", 471, 30, "訪問看護ステーション"),
    ("131111", 823, 60, "訪問看護リハビリ"),
    ("141111", 308, 20, "訪問リハビリテーション"),
];
const EQUIPMENT: &[(&str, u32, &str, &str)] = &[
    ("171001", 500, "00001-000010", "車いす \"\"見本１号\"\", 軽量型"),
    ("171003", 1_000, "00001-000040", "特殊寝台（３モーター）"),
    ("171005", 120, "00001-000050", "特殊寝台付属品・マットレス"),
    ("171009", 260, "00001-000060", "歩行器"),
];

/// Thirty rows or so: visits, day care, nursing, equipment, and an addition by rate.
pub(super) fn of_month(random: &mut Random) -> Vec<Service> {
    let mut services =
        vec![visits(random, HOME, 3, false), visits(random, DAY, 3, true), visits(random, NURSE, 7, false)];
    let office = Office::new(random, "福祉用具レンタル");
    let first = random.below(3) as usize;
    services.extend(EQUIPMENT.iter().skip(first).take(1 + first).map(|item| rented(&office, item)));
    let helper = &services[0];
    services.push(Service {
        code: "116275".to_owned(),
        units: 300 + random.below(600) as u32,
        time: untimed(),
        days: vec![31],
        tais: String::new(),
        equipment: "",
        line: "",
        office: helper.office,
        office_name: helper.office_name.clone(),
        satellite: helper.satellite,
        limited: false,
    });
    services
}

struct Office {
    number: u64,
    name: String,
}

impl Office {
    fn new(random: &mut Random, kind: &str) -> Self {
        Self { number: 1_370_000_002 + random.below(9_000), name: office_name(random, kind) }
    }
}

/// Visits every few days, always at the same time.
fn visits(random: &mut Random, kinds: &[Visit], every: u32, long: bool) -> Service {
    let (code, units, minutes, kind) = *random.pick(kinds);
    let office = Office::new(random, kind);
    let hour = if long { 9 } else { 8 + random.below(9) as u32 };
    let start = hour * 60 + 15 * random.below(4) as u32;
    let first = 1 + random.below(u64::from(every)) as u32;
    Service {
        code: code.to_owned(),
        units,
        time: (clock(start), clock(start + minutes)),
        days: (first..=31).step_by(every as usize).collect(),
        tais: String::new(),
        equipment: "",
        line: "",
        office: office.number,
        office_name: office.name,
        satellite: if random.one_in(8) { "1" } else { "" },
        limited: true,
    }
}

fn rented(office: &Office, (code, units, tais, name): &(&str, u32, &str, &'static str)) -> Service {
    Service {
        code: (*code).to_owned(),
        units: *units,
        time: untimed(),
        days: vec![1],
        tais: (*tais).to_owned(),
        equipment: name,
        line: "",
        office: office.number,
        office_name: office.name.clone(),
        satellite: "",
        limited: true,
    }
}

fn untimed() -> (String, String) {
    ("9999".to_owned(), "9999".to_owned())
}

fn clock(minutes: u32) -> String {
    format!("{:02}{:02}", minutes / 60, minutes % 60)
}
