//! Roles of operators, and what each may do: the one table.

use crate::office::Prefecture;

/// What an operator is let to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 管理者: everything.
    Admin,
    /// 担当: the daily work.
    Clerk,
    /// 閲覧: looks and changes nothing.
    Viewer,
    /// A prefecture's federation: its own prefecture's offices alone.
    Federation(Prefecture),
}

macro_rules! duties {
    ($($(#[$meta:meta])* $name:ident: $($role:ident)*;)*) => {
        /// Something that operators do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Duty {
            $($(#[$meta])* $name,)*
        }

        impl Duty {
            /// Every duty.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }

        impl Role {
            /// Whether the role has this duty at all; on which offices, [`super::OperatorCaller::may_on`] says.
            pub const fn may(self, duty: Duty) -> bool {
                match duty {
                    $(Duty::$name => false $(|| matches!(self, duties!(@pattern $role)))*,)*
                }
            }
        }
    };
    (@pattern Federation) => { Self::Federation(_) };
    (@pattern $role:ident) => { Self::$role };
}

duties! {
    /// See the first page, prove oneself again, sign out.
    Enter: Admin Clerk Viewer Federation;
    /// Look at offices with their accounts, licences and certificates.
    ReadOffices: Admin Clerk Viewer Federation;
    /// Give out 事業所のユーザID and first password, or ask for a new first password.
    HandOutAccounts: Admin Clerk Federation;
    /// Import offices.
    ImportOffices: Admin Clerk;
    /// Freeze an office and let it in again.
    StopOffices: Admin Clerk;
    /// Close an office for good, also into another.
    CloseOffices: Admin;
    /// Decide about what another operator asked for.
    Approve: Admin Clerk;
    /// Look at licences.
    ReadLicences: Admin Clerk Viewer Federation;
    /// Grant a licence.
    GrantLicences: Admin Clerk;
    /// Look at what is owed and paid, at invoices and at files of deductions.
    ReadPayments: Admin Clerk Viewer Federation;
    /// Make an invoice, write down what came in or was given back.
    RecordPayments: Admin Clerk;
    /// Make a month's file of deductions, and take in its results.
    Deduct: Admin Clerk Federation;
    /// Add a campaign, and end one early.
    RunCampaigns: Admin;
    /// Publish a version of the terms.
    PublishTerms: Admin;
    /// Look for certificates, see the revocation list.
    ReadCertificates: Admin Clerk Viewer;
    /// Revoke a certificate.
    RevokeCertificates: Admin Clerk;
    /// Look at notices and maintenance windows.
    ReadNotices: Admin Clerk Viewer;
    /// Publish a notice and take it back.
    PublishNotices: Admin Clerk;
    /// Plan maintenance.
    PlanMaintenance: Admin;
    /// Look at counts of transmissions, charts, the state of the system.
    ReadFigures: Admin Clerk Viewer;
    /// Look into the audit log.
    ReadAudit: Admin Viewer;
    /// Take a part of the audit log out.
    ExportAudit: Admin;
    /// See who operates, and stop one.
    ManageOperators: Admin;
}

impl Role {
    /// The stored form.
    pub fn text(self) -> String {
        match self {
            Self::Admin => "admin".to_owned(),
            Self::Clerk => "clerk".to_owned(),
            Self::Viewer => "viewer".to_owned(),
            Self::Federation(prefecture) => format!("federation:{:02}", prefecture.code()),
        }
    }

    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "admin" => Some(Self::Admin),
            "clerk" => Some(Self::Clerk),
            "viewer" => Some(Self::Viewer),
            _ => {
                let code = text.strip_prefix("federation:").filter(|code| code.len() == 2)?;
                Prefecture::new(code.parse().ok()?).map(Self::Federation)
            }
        }
    }

    /// The one prefecture whose offices the role sees; none for all of them.
    pub const fn prefecture(self) -> Option<Prefecture> {
        match self {
            Self::Federation(prefecture) => Some(prefecture),
            Self::Admin | Self::Clerk | Self::Viewer => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_written_and_read_back() {
        let tokyo = Prefecture::new(13).unwrap();
        for role in [Role::Admin, Role::Clerk, Role::Viewer, Role::Federation(tokyo)] {
            assert_eq!(Role::parse(&role.text()), Some(role));
        }
        for text in ["", "federation:", "federation:48", "federation:013", "root"] {
            assert_eq!(Role::parse(text), None, "{text}");
        }
    }

    #[test]
    fn s30_who_only_looks_has_no_duty_that_changes() {
        let reads = [
            Duty::Enter,
            Duty::ReadOffices,
            Duty::ReadLicences,
            Duty::ReadPayments,
            Duty::ReadCertificates,
            Duty::ReadNotices,
            Duty::ReadFigures,
            Duty::ReadAudit,
        ];
        for duty in Duty::ALL {
            assert!(Role::Admin.may(*duty), "{duty:?}");
            assert_eq!(Role::Viewer.may(*duty), reads.contains(duty), "{duty:?}");
        }
        let federation = Role::Federation(Prefecture::new(1).unwrap());
        assert!(federation.may(Duty::ReadOffices) && !federation.may(Duty::ReadFigures));
    }
}
