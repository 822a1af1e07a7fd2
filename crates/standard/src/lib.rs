//! The care-plan data standard (ケアプランデータ連携標準仕様) as code.
