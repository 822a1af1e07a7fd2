//! What a figure must be, and what we would like it to be.

/// A bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    AtLeast(f64),
    AtMost(f64),
    Below(f64),
}

impl Bound {
    pub(super) fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
            Self::Below(bound) => value < bound,
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "≥ {bound}"),
            Self::AtMost(bound) => write!(f, "≤ {bound}"),
            Self::Below(bound) => write!(f, "< {bound}"),
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) limit: Option<Bound>,
    pub(super) goal: Option<Bound>,
}

const fn line(name: &'static str, about: &'static str) -> Line {
    Line { name, about, limit: None, goal: None }
}

impl Line {
    const fn limit(self, bound: Bound) -> Self {
        Self { limit: Some(bound), ..self }
    }

    const fn goal(self, bound: Bound) -> Self {
        Self { goal: Some(bound), ..self }
    }
}

/// The figure that all other speeds are compared with.
pub(super) const OURS: &str = "check_mb_s";

/// The table of `bench check`.
pub(super) const CHECK: &[Line] = &[
    line(OURS, "full check, 1 core").limit(Bound::AtLeast(300.0)).goal(Bound::AtLeast(800.0)),
    line("check_file_mb_s", "the same on the large file").limit(Bound::AtLeast(300.0)),
    line("check_mixed_mb_s", "the same rows mixed: neighbours share little"),
    line("check_parallel_mb_s", "full check, many files, all cores"),
    line("check_rss_mib", "greatest resident memory").limit(Bound::Below(48.0)),
    line("check_rss_growth_mib", "memory at the end, less at a quarter").limit(Bound::Below(8.0)),
    line("set_us", "a set of 20 KB, warm").limit(Bound::Below(150.0)),
    line("start_ms", "renkei check of that set, with start").limit(Bound::Below(20.0)),
    line("decode_mb_s", "encoding_rs, decoding only"),
    line("csv_mb_s", "csv crate, parsing only"),
    line("csv_core_mb_s", "csv-core, field by field"),
    line("csv_rules_mb_s", "decode + csv + a few rules"),
    line("csv_rules_direct_mb_s", "csv + a few rules, texts decoded"),
    line("python_csv_mb_s", "Python csv, parsing only (slice)"),
    line("python_csv_rules_mb_s", "Python csv + the same few rules (slice)"),
    line("qsv_mb_s", "qsv validate, shape only (slice)"),
    line("qsv_schema_mb_s", "qsv validate, JSON Schema (slice)"),
    line("frictionless_mb_s", "frictionless, schema (slice)"),
    line("duckdb_mb_s", "DuckDB, a few rules (slice)"),
];

/// The table of `bench app`.
pub(super) const APP: &[Line] = &[
    line("first_page_ms", "from the start of the program to the first page").limit(Bound::Below(100.0)),
    line("first_page_kb", "that page with all it needs, compressed").limit(Bound::Below(60.0)),
    line("first_page_requests", "requests for it").limit(Bound::AtMost(6.0)),
    line("inbox_ms", "受信一覧 with 10,000, the hub asked first").limit(Bound::Below(150.0)),
    line("sent_ms", "送信一覧 with 10,000, the hub asked first").limit(Bound::Below(150.0)),
    line("inbox_search_ms", "a word searched in 10,000").limit(Bound::Below(150.0)),
    line("drop_ms", "600 files: read, checked, grouped, kept, 150 receivers looked up").limit(Bound::Below(2_000.0)),
    line("lists_mib", "memory with both lists open").limit(Bound::Below(60.0)),
    line("app_mib", "memory after the files").limit(Bound::Below(60.0)),
    line("app_most_mib", "greatest memory"),
];

/// The table of `bench exchange`.
pub(super) const EXCHANGE: &[Line] = &[
    line("accept_per_s", "sets accepted: check, store durably, receipt")
        .limit(Bound::AtLeast(3_000.0))
        .goal(Bound::AtLeast(6_000.0)),
    line("accept_p50_ms", "the time of half of them"),
    line("accept_p99_ms", "the time of 99 of 100").limit(Bound::Below(40.0)).goal(Bound::Below(15.0)),
    line("accept_cpu_us", "CPU of hub and authority for each").limit(Bound::AtMost(450.0)).goal(Bound::AtMost(250.0)),
    line("accept_client_us", "CPU of the load generator for each"),
    line("accept_to_kernel", "sets to the bare kernel's").goal(Bound::AtLeast(0.7)),
    line("accept_cpu_to_kernel", "CPU to the bare kernel's"),
    line("fetch_first_per_s", "first fetches: marked durably"),
    line("fetch_first_cpu_us", "CPU for each"),
    line("fetch_per_s", "fetches of what was fetched before")
        .limit(Bound::AtLeast(10_000.0))
        .goal(Bound::AtLeast(30_000.0)),
    line("fetch_p99_ms", "the time of 99 of 100"),
    line("fetch_cpu_us", "CPU for each"),
    line("fetch_client_us", "CPU of the load generator for each"),
    line("fetch_to_kernel", "fetches to the bare kernel's"),
    line("signin_per_s", "sign-ins, two passwords computed in each"),
    line("signin_cpu_us", "CPU for each"),
    line("accept_per_s_in_signin_storm", "sets accepted while 16 sign in without a pause"),
    line("storm_accept_p99_ms", "the time of 99 of 100"),
    line("storm_to_accept", "sets in the storm to those without"),
    line("storm_signin_per_s", "sign-ins of the storm that were let in"),
    line("storm_signin_refused_per_s", "sign-ins told to come again"),
    line("idle_mib", "memory of a hub that has started, before anybody asks")
        .limit(Bound::AtMost(40.0))
        .goal(Bound::AtMost(16.0)),
    line("idle_authority_mib", "memory of its authority, a process of its own"),
    line("before_mib", "memory before the load of a pass: offices have enrolled, passes went before"),
    line("load_mib", "greatest memory under load").limit(Bound::AtMost(200.0)).goal(Bound::AtMost(96.0)),
    line("storm_mib", "greatest memory, sign-ins included").limit(Bound::AtMost(200.0)),
    line("kernel_per_s", "the bare kernel: the limit of this machine"),
    line("kernel_p99_ms", "the time of 99 of 100"),
    line("kernel_cpu_us", "CPU for each"),
    line("kernel_fetch_per_s", "the bare kernel giving out 20 KB"),
    line("kernel_fetch_cpu_us", "CPU for each"),
    line("fsync_per_s", "appending 20 KB with a sync, one after the other"),
    line("verify_per_s", "signatures verified (P-256), one core"),
    line("container_bytes", "size of a container of 20 KB of documents"),
    line("accepted", "sets accepted in all, each found once in both lists"),
];

/// The table of `bench pages`.
pub(super) const PAGES: &[Line] = &[
    line("import_refused_s", "a file of all offices with forty wrong lines: read, each named"),
    line("import_dry_s", "the right file: read and checked").limit(Bound::Below(60.0)),
    line("import_s", "stored after a person's yes").limit(Bound::Below(60.0)),
    page("console_home_ms", "トップ"),
    weight("console_home_kb", "the same, compressed"),
    page("console_offices_ms", "offices, the first page"),
    weight("console_offices_kb", "the same, compressed"),
    page("console_offices_name_ms", "searched by a part of the name"),
    weight("console_offices_name_kb", "the same, compressed"),
    page("console_offices_kana_ms", "searched by what all have"),
    weight("console_offices_kana_kb", "the same, compressed"),
    page("console_offices_number_ms", "searched by number"),
    weight("console_offices_number_kb", "the same, compressed"),
    page("console_offices_prefecture_ms", "of a prefecture"),
    weight("console_offices_prefecture_kb", "the same, compressed"),
    page("console_office_ms", "one office"),
    weight("console_office_kb", "the same, compressed"),
    page("console_licences_ms", "licences"),
    weight("console_licences_kb", "the same, compressed"),
    page("console_certificates_ms", "certificates"),
    weight("console_certificates_kb", "the same, compressed"),
    page("console_notices_ms", "notices"),
    weight("console_notices_kb", "the same, compressed"),
    page("console_figures_ms", "figures with charts"),
    weight("console_figures_kb", "the same, compressed"),
    page("console_audit_ms", "the log"),
    weight("console_audit_kb", "the same, compressed"),
    page("console_operators_ms", "operators"),
    weight("console_operators_kb", "the same, compressed"),
    page("console_imports_ms", "files that came in"),
    weight("console_imports_kb", "the same, compressed"),
    line("ledgers_s", "three licences of each office written down"),
    line("deductions_all_s", "files of deductions of all prefectures made, one deduction an office"),
    line("money_large_lines", "lines of the largest file"),
    page("money_ledger_ms", "入金台帳 of three charges an office"),
    weight("money_ledger_kb", "the same, compressed"),
    page("money_ledger_prefecture_ms", "of a prefecture and a state"),
    weight("money_ledger_prefecture_kb", "the same, compressed"),
    page("money_unpaid_ms", "未入金一覧: an invoice of each office"),
    weight("money_unpaid_kb", "the same, compressed"),
    page("money_unpaid_prefecture_ms", "as a federation sees it"),
    weight("money_unpaid_prefecture_kb", "the same, compressed"),
    page("money_invoices_ms", "the invoices of a month: one of each office"),
    weight("money_invoices_kb", "the same, compressed"),
    page("money_deductions_ms", "files of deductions"),
    weight("money_deductions_kb", "the same, compressed"),
    page("money_deduction_file_ms", "a file of a tenth of all offices"),
    weight("money_deduction_file_kb", "the same, compressed"),
    page("money_campaigns_ms", "フリーパス"),
    weight("money_campaigns_kb", "the same, compressed"),
    page("money_campaign_ms", "one that made a licence of each office free"),
    weight("money_campaign_kb", "the same, compressed"),
    page("money_campaign_prefecture_ms", "as a federation sees it"),
    weight("money_campaign_prefecture_kb", "the same, compressed"),
    line("money_slowest_ms", "the slowest page of payments").limit(Bound::Below(20.0)),
    line("money_download_ms", "the largest file, taken out"),
    line("money_download_kb", "the same, compressed"),
    line("money_print_ms", "200 invoices to print"),
    line("money_print_kb", "the same, compressed"),
    page("site_home_ms", "トップ"),
    weight("site_home_kb", "the same, compressed"),
    page("site_apply_ms", "利用申請"),
    weight("site_apply_kb", "the same, compressed"),
    page("site_licence_ms", "ライセンス"),
    weight("site_licence_kb", "the same, compressed"),
    page("site_certificates_ms", "電子証明書"),
    weight("site_certificates_kb", "the same, compressed"),
    page("site_usage_ms", "利用状況"),
    weight("site_usage_kb", "the same, compressed"),
    page("site_office_ms", "事業所情報"),
    weight("site_office_kb", "the same, compressed"),
    page("site_password_ms", "パスワード変更"),
    weight("site_password_kb", "the same, compressed"),
    line("console_slowest_ms", "the slowest page of the console").limit(Bound::Below(20.0)),
    line("site_slowest_ms", "the slowest page of the site").limit(Bound::Below(20.0)),
    line("site_sign_in_ms", "a sign-in at the site, its password computed"),
];

const fn page(name: &'static str, about: &'static str) -> Line {
    line(name, about).limit(Bound::Below(20.0))
}

const fn weight(name: &'static str, about: &'static str) -> Line {
    line(name, about).limit(Bound::Below(60.0))
}
