//! A set of 第6表, 第7表 and 補足情報 (K2 of the standard), about 20 KB, and the same size as four files.

use super::encoding::{Encoding, encode};
use super::person::{LEVELS, Person};
use super::plan;
use super::service::Service;
use crate::random::Random;
use std::fmt::Write as _;

/// The files of a set by name: a few people, about 20 KB.
pub fn set(seed: u64) -> Vec<(String, Vec<u8>)> {
    let mut random = Random::new(seed + 1);
    let (mut plan, mut usage, mut person_rows) = (String::new(), String::new(), String::new());
    let mut number = seed * 10;
    while plan.len() + usage.len() < 17_000 {
        let person = Person::new(number, &mut random);
        number += 1;
        plan::rows(&person, &mut plan);
        usage_rows(&person, &mut usage);
        person_row(&person, &mut person_rows);
    }
    let end = format!("202505_1370000001_43_1370000002_11_2025042510{:02}{:02}.CSV", seed / 60 % 60, seed % 60);
    [("UPPLAN", plan), ("UPSIKYU", usage), ("UPHOSOKU", person_rows)]
        .map(|(prefix, text)| (format!("{prefix}_{end}"), encode(&text, Encoding::Ms932)))
        .into()
}

/// About 20 KB of usage slips in four files of different size, as the payload of a message.
pub fn bundle(seed: u64) -> Vec<Vec<u8>> {
    let mut random = Random::new(seed + 1);
    let sizes = [2_000, 4_000, 5_000, 9_000];
    let files = sizes.into_iter().zip(seed * 10..).map(|(size, number)| {
        let mut text = String::new();
        plan::rows(&Person::new(number, &mut random), &mut text);
        let mut bytes = encode(&text, Encoding::Ms932);
        let rows = bytes.clone();
        while bytes.len() < size {
            bytes.extend_from_slice(&rows);
        }
        let end = bytes[..size].iter().rposition(|byte| *byte == b'\n').map_or(size, |at| at + 1);
        bytes.truncate(end);
        bytes
    });
    files.collect()
}

/// 第7表: a row for every service, subtotals where a kind has several rows, and the total.
fn usage_rows(person: &Person, out: &mut String) {
    let mut total = Sum::default();
    for (index, service) in person.services.iter().enumerate() {
        let sum = Sum::of(service);
        total.add(&sum);
        usage_row(person, service, &service.code, &sum, out);
        let kind = &service.code[..2];
        let same = |other: &&Service| other.code.starts_with(kind);
        let last = !person.services[index + 1..].iter().any(|other| same(&other));
        if last && person.services.iter().filter(|other| same(other)).count() > 1 {
            for (limited, end) in [(true, "AAAA"), (false, "EEEE")] {
                let part = person.services.iter().filter(|other| same(other) && other.limited == limited);
                let mut sum = Sum::default();
                part.for_each(|service| sum.add(&Sum::of(service)));
                if sum.units > 0 {
                    usage_row(person, service, &format!("{kind}{end}"), &sum, out);
                }
            }
        }
    }
    let Sum { units, limited, yen } = total;
    let (paid, own) = (yen * 9 / 10, yen - yen * 9 / 10);
    write_head(person, "", 9_999_999_999, "", "999999", out);
    writeln!(
        out,
        ",,\"\",0,,,0,{units},{limited},0,0,0,{limited},,{yen},,{paid},,{own},0,,,,0,9999999999,,1370000001,\r"
    )
    .unwrap();
}

#[derive(Debug, Default)]
struct Sum {
    units: u32,
    limited: u32,
    yen: u32,
}

impl Sum {
    fn of(service: &Service) -> Self {
        let units = service.units * service.days.len() as u32;
        // Equipment has the same price everywhere, other services here 11.40 yen a unit.
        let yen = if service.code.starts_with("17") { units * 10 } else { units * 1_140 / 100 };
        Self { units, limited: if service.limited { units } else { 0 }, yen }
    }

    fn add(&mut self, other: &Self) {
        self.units += other.units;
        self.limited += other.limited;
        self.yen += other.yen;
    }
}

fn usage_row(person: &Person, service: &Service, code: &str, sum: &Sum, out: &mut String) {
    let Sum { units, limited, yen } = sum;
    let subtotal = code.ends_with("AAAA") || code.ends_with("EEEE");
    let satellite = if subtotal { "" } else { service.satellite };
    write_head(person, &service.office_name, service.office, satellite, code, out);
    let (paid, own) = (yen * 9 / 10, yen - yen * 9 / 10);
    if subtotal {
        write!(out, ",,\"\",0,,,0,").unwrap();
    } else {
        write!(out, "{},,\"{}\",{},,,{},", service.tais, service.equipment, service.units, service.days.len()).unwrap();
    }
    let price = match (subtotal, service.code.starts_with("17")) {
        (true, _) => "",
        (false, true) => "10.00",
        (false, false) => "11.40",
    };
    let percent = if subtotal { "" } else { "90" };
    let managed = if service.limited || subtotal { limited.to_string() } else { String::new() };
    writeln!(
        out,
        "{units},{managed},0,0,0,{limited},{price},{yen},{percent},{paid},,{own},0,,,,0,9999999999,,1370000001,\r"
    )
    .unwrap();
}

/// The fields up to the service code, with the comma after it.
fn write_head(person: &Person, office_name: &str, office: u64, satellite: &str, code: &str, out: &mut String) {
    let Person { insurer, insured, .. } = person;
    write!(out, "202407,{insurer:06},{insured},20250425,202505,\"{office_name}\",{office},{satellite},{code},")
        .unwrap();
}

/// 補足情報: who the person is.
fn person_row(person: &Person, out: &mut String) {
    let limit = LEVELS.iter().find(|(level, _)| *level == person.level).map_or(0, |(_, limit)| *limit);
    let Person { insurer, insured, reading, name, sex, born, level, .. } = person;
    writeln!(
        out,
        "202407,{insurer:06},{insured},00000000,\"{reading}\",\"{name}\",{sex},{born},000-0000,\
         \"架空県見本市試験町1-2-3\",\"\",00-0000-0000,20240415,20240501,20260430,2,,{level},{limit},{}1370000001,\
         1370000001,,202505\r",
        ",".repeat(40),
    )
    .unwrap();
}
