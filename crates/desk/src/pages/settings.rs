//! 設定: one module a page.

mod activity;
mod certificate;
mod doctor;
mod general;
mod key_file;
mod log;
mod staff;
mod terminals;

use super::scene::Scene;
use axum::Router;
use axum::routing::get;

/// The routes under `/settings`.
pub(crate) fn routes() -> Router<Scene> {
    Router::new()
        .route("/settings", get(general::show).post(general::act))
        .route("/settings/certificate", get(certificate::show).post(certificate::act))
        .route("/settings/certificate/file", get(key_file::show).post(key_file::act))
        .route("/settings/certificate/file/ready", get(key_file::ready).post(key_file::take))
        .route("/settings/terminals", get(terminals::show))
        .route("/settings/terminals/{id}", get(terminals::ask).post(terminals::act))
        .route("/settings/staff", get(staff::show).post(staff::act))
        .route("/settings/staff/{id}", get(staff::ask).post(staff::close))
        .route("/settings/staff/{id}/password", get(staff::ask_password).post(staff::password))
        .route("/settings/activity", get(activity::show))
        .route("/settings/log", get(log::show))
        .route("/settings/doctor", get(doctor::show))
}
