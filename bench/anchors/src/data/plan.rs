//! 第6表 (UPPLAN): one row for every day of a service.

use super::person::Person;
use std::fmt::Write as _;

/// Adds the rows of a person.
pub(super) fn rows(person: &Person, out: &mut String) {
    let Person { insurer, insured, planner, .. } = person;
    for service in &person.services {
        let (start, end) = &service.time;
        for day in &service.days {
            writeln!(
                out,
                "202407,{insurer:06},{insured},20250425,202505,1370000001,\"{planner}\",{},,202505{day:02},,{start},{end},1,\
                 {},{},,\"{}\",{},{},\"{}\",{},0,1370000001,\r",
                service.units,
                service.code,
                service.tais,
                service.equipment,
                service.line,
                service.office,
                service.office_name,
                service.satellite,
            )
            .unwrap();
        }
    }
}
