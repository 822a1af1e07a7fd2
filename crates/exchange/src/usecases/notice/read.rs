//! Reading notices, and marking one as read for the whole office.

use crate::id::NoticeId;
use crate::notice::NoticeEntry;
use crate::permission::{Caller, Deed, Denied};
use crate::store::Reader;
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// What the caller's office sees now.
pub async fn notices(context: Context<'_>, caller: &Caller) -> Result<Vec<NoticeEntry>, ReadError> {
    caller.may(Deed::ReadOffice)?;
    Ok(context.store.notices_for(Reader { office: caller.office, at: context.at }).await?)
}

/// Marks a notice as read by the caller's office.
pub async fn mark_read(context: Context<'_>, caller: &Caller, id: NoticeId) -> Result<(), ReadError> {
    caller.may(Deed::ReadOffice)?;
    let marked = context.store.mark_notice_read(id, Reader { office: caller.office, at: context.at }).await?;
    if marked { Ok(()) } else { Err(ReadError::Denied(Denied::NotFound)) }
}
