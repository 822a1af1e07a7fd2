//! Every place of the console with the duty that it asks for. A page that is not in this table cannot be reached.

use super::offices::{
    account, close, closing, edit, freeze, import, import_lines, letter, letters, licence_end, list, office,
};
use super::payments::{charge, deductions, format_page, invoices, ledger, make_deductions, results, reverse, unpaid};
use super::{
    Console, approvals, audit, campaigns, certificates, figures, form_body, gate, home, licences, mails, maintenance,
    notices, operators, own_passkeys, prove, recode, recoveries, requests, sign_in, support, terms,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};

use axum::routing::{MethodRouter, get, post};
use exchange::operator::Duty;
use web::again;

/// Largest body of an upload: the largest file and what stands around it.
pub(super) const LARGEST_UPLOAD: usize = 97 << 20;

/// Largest form with a long text: twenty thousand signs as browsers write them, and what stands around them.
const LONGEST_TEXT: usize = 256 << 10;

/// What a place answers to, and how its forms are bounded and kept.
struct Forms {
    methods: MethodRouter<Console>,
    kind: Kind,
}

/// The kinds of forms, by what is done before their gate.
#[derive(Clone, Copy)]
enum Kind {
    /// There are none.
    None,
    /// Read in full and in time, at most so many bytes (R24); what was typed is kept until it is done (`web::again`).
    Typed(usize),
    /// The same, but nothing that was typed is kept: a passkey, or a single press on another page.
    Pressed,
    /// With a file, which is read behind the gate.
    File,
}

/// A form, which is small.
fn small(methods: MethodRouter<Console>) -> Forms {
    Forms { methods, kind: Kind::Typed(form_body::MOST) }
}

/// A form with a long text.
fn long(methods: MethodRouter<Console>) -> Forms {
    Forms { methods, kind: Kind::Typed(LONGEST_TEXT) }
}

/// A form of which nothing is kept.
fn pressed(methods: MethodRouter<Console>) -> Forms {
    Forms { methods, kind: Kind::Pressed }
}

/// A form with a file.
fn large(methods: MethodRouter<Console>) -> Forms {
    Forms { methods, kind: Kind::File }
}

impl From<MethodRouter<Console>> for Forms {
    fn from(methods: MethodRouter<Console>) -> Self {
        Self { methods, kind: Kind::None }
    }
}

/// Behind the gate of its place. Around the gate stands what keeps a form that the gate turns away, and around that what bounds
/// it.
fn gated(console: &Console, place: Place, forms: Forms) -> MethodRouter<Console> {
    let gated: MethodRouter<Console> = forms.methods.layer(from_fn_with_state((console.clone(), place), gate::admit));
    let in_time = |methods: MethodRouter<Console>, most| -> MethodRouter<Console> {
        let timed: MethodRouter<Console> = methods.layer(from_fn(form_body::in_time));
        timed.layer(DefaultBodyLimit::max(most))
    };
    match forms.kind {
        Kind::None => gated,
        Kind::Typed(most) => in_time(gated.layer(from_fn(again::keep)), most),
        Kind::Pressed => in_time(gated.layer(from_fn(again::look)), form_body::MOST),
        Kind::File => {
            let kept: MethodRouter<Console> = gated.layer(from_fn(again::keep));
            kept.layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
        }
    }
}

/// A place of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its path, as routers write it.
    pub path: &'static str,
    /// What the operator's role must include.
    pub duty: Duty,
    /// True when the passkey must have been used within the last minutes (S29).
    pub is_guarded: bool,
}

macro_rules! places {
    ($($path:literal $duty:ident $guarded:literal $methods:expr;)*) => {
        /// Every place behind the sign-in.
        pub const PLACES: &[Place] = &[
            $(Place { path: $path, duty: Duty::$duty, is_guarded: $guarded },)*
        ];

        /// The routes, each behind its gate.
        pub(super) fn router(console: &Console) -> Router<Console> {
            Router::new()$(.route($path, {
                let place = Place { path: $path, duty: Duty::$duty, is_guarded: $guarded };
                gated(console, place, Forms::from($methods))
            }))*
        }
    };
}

places! {
    "/" Enter false get(home::page);
    "/support" Enter false get(support::page);
    "/prove" Enter false pressed(get(prove::page).post(prove::enter));
    "/sign-out" Enter false pressed(post(sign_in::leave));
    "/offices" ReadOffices false get(list::page);
    "/offices/new" ImportOffices false small(get(edit::new).post(edit::add));
    "/offices/{number}" ReadOffices false get(office::page);
    "/offices/{number}/edit" ImportOffices false small(get(edit::page).post(edit::act));
    "/offices/{number}/freeze" StopOffices false small(get(freeze::page).post(freeze::act));
    "/offices/{number}/close" CloseOffices true small(get(close::page).post(close::act));
    "/offices/{number}/closing" CloseOffices true small(get(closing::page).post(closing::act));
    "/offices/{number}/licence/end" GrantLicences true small(get(licence_end::page).post(licence_end::act));
    "/offices/{number}/account" HandOutAccounts true small(get(account::page).post(account::act));
    "/offices/{number}/licence" GrantLicences false small(get(licences::ask).post(licences::act));
    "/offices/{number}/charges/{id}" RecordPayments false small(get(charge::page).post(charge::act));
    "/offices/{number}/charges/{id}/reverse" RecordPayments true small(get(reverse::page).post(reverse::act));
    "/offices/{number}/invoices/{id}" ReadPayments false get(invoices::page);
    "/payments" ReadPayments false get(ledger::page);
    "/payments/unpaid" ReadPayments false get(unpaid::page);
    "/invoices" ReadPayments false get(invoices::list);
    "/invoices/print" ReadPayments false get(invoices::print);
    "/deductions" ReadPayments false get(deductions::list);
    "/deductions/format" ReadPayments false get(format_page::page);
    "/deductions/new" Deduct false small(get(make_deductions::page).post(make_deductions::act));
    "/deductions/{month}/{prefecture}" ReadPayments false get(deductions::page);
    "/deductions/{month}/{prefecture}/file" Deduct false get(deductions::download);
    "/deductions/{month}/{prefecture}/results" Deduct false large(get(results::page).post(results::look));
    "/deductions/{month}/{prefecture}/results/take" Deduct false pressed(post(results::take));
    "/campaigns" ReadLicences false get(campaigns::list);
    "/campaigns/new" RunCampaigns true small(get(campaigns::add::page).post(campaigns::add::act));
    "/campaigns/{id}" ReadLicences false get(campaigns::under::page);
    "/campaigns/{id}/end" RunCampaigns true small(get(campaigns::end::page).post(campaigns::end::act));
    "/terms" ReadLicences false get(terms::list);
    "/terms/new" PublishTerms true long(get(terms::write).post(terms::act));
    "/terms/{version}" ReadLicences false get(terms::page);
    "/recoveries" HandOutAccounts false get(recoveries::list);
    "/recoveries/{id}" HandOutAccounts true small(get(recoveries::page).post(recoveries::act));
    "/letter" HandOutAccounts false get(letter::letter);
    "/letters" HandOutAccounts true small(get(letters::page).post(letters::act));
    "/letters/print" HandOutAccounts true pressed(get(letters::print).post(letters::printed));
    "/approvals" Approve false get(approvals::list);
    "/approvals/{id}" Approve true small(get(approvals::page).post(approvals::act));
    "/requests" HandOutAccounts false get(requests::list);
    "/requests/{id}" HandOutAccounts true small(get(requests::page).post(requests::act));
    "/passkeys" Enter true small(get(own_passkeys::list).post(own_passkeys::act));
    "/passkeys/{key}" Enter true small(get(own_passkeys::page).post(own_passkeys::change));
    "/imports" ImportOffices false large(get(import::list).post(import::begin));
    "/imports/{id}" ImportOffices false small(get(import::page).post(import::act));
    "/imports/{id}/lines/{kind}" ImportOffices false get(import_lines::page);
    "/imports/{id}/changes.csv" ImportOffices false get(import_lines::download);
    "/office-licences" ReadLicences false get(licences::page);
    "/certificates" ReadCertificates false get(certificates::page);
    "/notices" ReadNotices false get(notices::list);
    "/notices/new" PublishNotices false small(get(notices::write).post(notices::act));
    "/notices/{id}" ReadNotices false get(notices::page);
    "/notices/{id}/withdraw" PublishNotices false small(get(notices::ask).post(notices::withdraw));
    "/maintenance" ReadNotices false get(maintenance::list);
    "/maintenance/plan" PlanMaintenance false small(get(maintenance::ask).post(maintenance::act));
    "/maintenance/{id}/move" PlanMaintenance false small(get(maintenance::ask_move).post(maintenance::move_to));
    "/maintenance/{id}/stop" PlanMaintenance false small(get(maintenance::ask_stop).post(maintenance::stop));
    "/mails" ReadFigures false get(mails::page);
    "/figures" ReadFigures false get(figures::page);
    "/audit" ReadAudit false get(audit::page);
    "/audit/export" ExportAudit true small(get(audit::ask).post(audit::export));
    "/operators" ManageOperators false get(operators::list);
    "/operators/code" ManageOperators false get(recode::shown);
    "/operators/{id}/code" ManageOperators true small(get(recode::ask).post(recode::act));
    "/operators/{id}/stop" ManageOperators true small(get(operators::ask).post(operators::stop));
    "/certificates/{key}/revoke" RevokeCertificates true small(get(certificates::ask).post(certificates::act));
}
