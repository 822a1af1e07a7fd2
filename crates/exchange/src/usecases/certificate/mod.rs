//! Certificates: the code to get one, recording what was issued, revoking.

pub mod list;
pub mod make_code;
pub mod password;
pub mod record;
pub mod redeem_code;
pub mod revoke;
