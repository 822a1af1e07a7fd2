//! The view of each kind: a table of its fields with the names of their methods, and readings of several fields.

mod dlt_1kyo;
mod dlt_jsk;
mod dlt_kihon;
mod dlt_plan;
mod dlt_yobo;
mod up_1kyo;
mod up_2kyo;
mod up_3kyo;
mod up_hosoku;
mod up_jsk;
mod up_kihon;
mod up_kihon_sub1;
mod up_kihon_sub2;
mod up_plan;
mod up_sikyu;
mod up_yobo;
mod up_yobo_sub;

pub use dlt_1kyo::Dlt1KyoView;
pub use dlt_jsk::DltJskView;
pub use dlt_kihon::DltKihonView;
pub use dlt_plan::DltPlanView;
pub use dlt_yobo::DltYoboView;
pub use up_1kyo::Up1KyoView;
pub use up_2kyo::Up2KyoView;
pub use up_3kyo::{Up3KyoView, WeekEntry};
pub use up_hosoku::{TypeLimit, UpHosokuView};
pub use up_jsk::UpJskView;
pub use up_kihon::UpKihonView;
pub use up_kihon_sub1::UpKihonSub1View;
pub use up_kihon_sub2::UpKihonSub2View;
pub use up_plan::UpPlanView;
pub use up_sikyu::UpSikyuView;
pub use up_yobo::UpYoboView;
pub use up_yobo_sub::UpYoboSubView;

use super::{NamedValue, RecordView, View, ViewField};
use crate::types::DocumentKind;

macro_rules! by_kind {
    ($($kind:ident $view:ident),* $(,)?) => {
        /// The fields of the view of a kind; none for the image, which has no records.
        pub fn fields(kind: DocumentKind) -> &'static [ViewField] {
            match kind {
                $(DocumentKind::$kind => <$view<'static> as View<'static>>::FIELDS,)*
                DocumentKind::UpKihonImage => &[],
            }
        }

        /// All fields of a record with their typed values, read through the view of its kind.
        pub fn values(record: RecordView<'_>) -> Vec<NamedValue<'_>> {
            match record.layout().kind {
                $(DocumentKind::$kind => $view::of(record).map(|view| view.values()),)*
                DocumentKind::UpKihonImage => None,
            }
            .unwrap_or_default()
        }
    };
}

by_kind! {
    UpHosoku UpHosokuView, Up1Kyo Up1KyoView, Dlt1Kyo Dlt1KyoView, Up2Kyo Up2KyoView, Up3Kyo Up3KyoView,
    UpPlan UpPlanView, DltPlan DltPlanView, UpJsk UpJskView, DltJsk DltJskView, UpSikyu UpSikyuView,
    UpKihon UpKihonView, DltKihon DltKihonView, UpKihonSub1 UpKihonSub1View, UpKihonSub2 UpKihonSub2View,
    UpYobo UpYoboView, DltYobo DltYoboView, UpYoboSub UpYoboSubView,
}
