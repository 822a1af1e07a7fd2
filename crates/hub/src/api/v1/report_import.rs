//! The result of the import, signed by the recipient.

use super::handed_in;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::wire::detail;
use exchange::usecases::transmission::report_import::report_import;

pub(super) async fn run(mut call: Call) -> Answer {
    let (id, receipt) = handed_in::receipt(&mut call).await?;
    report_import(call.context(), call.caller()?, id, receipt).await?;
    json(call.route.status, &detail(&call, id).await?)
}
