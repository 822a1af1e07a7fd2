//! What every database behind the traits must keep to. Each check takes a place, opens the store there and looks.

mod accept;
pub(crate) mod approvals;
pub(crate) mod audit;
mod certificates;
pub(crate) mod changes;
mod concurrency;
mod deductions;
mod figures;
mod imports;
mod licences;
mod lists;
mod mails;
mod maintenances;
mod model;
mod notices;
mod offices;
pub(crate) mod operators;
mod overviews;
mod own;
mod portals;
mod sessions;
mod terms;
mod upkeep;

/// Makes a test of each check for one kind of place.
macro_rules! contract {
    ($place:path: $($area:ident { $($check:ident)* })*) => {
        $(mod $area {
            $(#[test]
            fn $check() {
                super::super::$area::$check(&$place());
            })*
        })*
    };
}

mod sqlite {
    contract! { crate::support::SqlitePlace::new:
        accept {
            r9_the_same_bytes_again_are_one_transmission
            r9_other_bytes_under_one_id_are_a_conflict
            i4_what_comes_out_is_what_came_in
            s52_a_used_up_quota_stores_nothing
            r1_what_was_acknowledged_is_there_after_a_restart
            route_tells_what_decides
        }
        changes {
            i6_the_whole_way_with_its_history_and_receipts
            i6_withdrawn_cannot_be_fetched_and_fetched_cannot_be_withdrawn
            s30_a_third_office_finds_nothing
            s34_the_recipient_does_not_see_into_what_was_withdrawn
            a_repeat_writes_nothing
        }
        lists {
            pages_join_without_gap_or_repeat
            filters_fit_together
            the_feed_has_no_gaps_and_both_sides_see_every_step
            r13_order_is_that_of_acceptance_whatever_the_clock_does
        }
        concurrency {
            positions_are_dense_under_32_threads
            i6_of_withdrawing_and_fetching_at_once_one_wins
            r9_one_id_from_many_threads_is_stored_once
            r28_of_two_rotations_at_once_one_wins
        }
        offices {
            the_directory_finds_by_every_part
            a_number_is_never_used_again
            a_frozen_office_has_no_sessions
            those_without_an_account_are_found_until_they_have_one
            an_office_is_told_by_mail_that_it_is_stopped_and_that_a_certificate_is_revoked
        }
        sessions {
            s26_a_session_is_found_by_its_token_only
            s26_a_refresh_token_works_once_and_its_reuse_ends_the_session
            s26_ending_one_and_all
            s28_terminal_tokens_are_found_and_revoked
            s24_failures_are_counted_and_forgotten
            s25_names_and_passwords
        }
        portals {
            s26_a_portal_session_is_found_by_its_token_until_it_ends
            s25_a_changed_password_ends_the_sessions_of_the_portals
            a_portal_session_shows_that_its_office_has_stopped
            agreement_and_licence_come_together_or_not_at_all
        }
        approvals {
            s25_a_reset_needs_two_operators_and_is_one_with_its_letter
            s25_a_no_keeps_its_reason_and_only_the_asker_takes_back
        }
        figures {
            s35_entries_are_counted_once_by_day_and_kind_and_name_nobody
            the_audit_log_is_searched_by_every_part
            what_concerns_an_office_is_found_noted_or_not
        }
        maintenances {
            a_window_is_told_while_it_waits_and_shown_while_it_lasts
            a_window_is_moved_and_ended_early_and_every_office_is_told_anew
            published_notices_have_their_author_and_readers
        }
        imports {
            an_import_stores_nothing_before_the_yes_and_everything_after_it
            a_refused_import_keeps_its_findings_and_nothing_else
            old_imports_are_forgotten_and_a_dropped_one_does_nothing
            what_each_line_does_is_told_before_the_yes_and_forgotten_with_the_next_import
            a_postal_address_stays_until_another_is_told
            i7_offices_that_close_beside_a_running_import_stay_closed_with_one_entry_each
        }
        overviews {
            running_licences_are_listed_by_their_end
            charges_are_found_by_every_part_and_pages_join
            what_a_campaign_made_free_is_listed_and_counted
        }
        deductions {
            a_months_file_is_made_once_and_holds_no_deduction_twice
            how_the_lines_of_a_file_ended_is_counted_and_what_failed_is_listed_by_pages
        }
        terms {
            a_version_of_the_terms_is_published_once
            terms_of_the_program_hold_from_the_first_day_they_were_there
        }
        operators {
            s22_an_operator_is_known_by_certificate_and_registers_once
            s26_an_operators_session_is_found_by_its_token_until_it_ends
            s6_stopping_or_renewing_an_operator_shuts_out_what_was_there
            s22_a_second_passkey_is_added_named_and_removed_but_never_the_last
            s25_a_new_code_takes_every_passkey_and_session_and_leaves_the_certificate
            s30_the_last_administrator_is_not_stopped
        }
        certificates {
            s6_revoking_ends_everything_bound_to_it
            a_certificate_is_known_by_issuer_and_serial
            an_enrolment_code_is_redeemed_once
            an_enrolment_code_that_is_taken_back_lets_nobody_in
        }
        licences {
            the_ledger_is_kept_and_decides
            every_line_comes_back_as_it_was_written
            lines_are_written_all_or_none_and_by_the_ledger_that_was_read
            what_is_owed_is_found_by_its_state
            renewals_are_due_for_offices_that_wish_them
            campaigns_are_added_and_end_early
        }
        mails {
            an_office_without_address_gets_no_mail
            a_mail_is_written_with_what_it_tells
            an_address_that_did_not_work_is_tried_again_when_it_is_set_again
            a_mail_is_tried_until_it_ended_and_each_try_has_the_same_id
            certificates_that_end_together_are_told_in_one_mail
            a_mail_that_is_too_old_or_has_no_address_any_more_ends
        }
        own {
            s35_usage_is_counted_once_and_by_counts_alone
            the_certificate_password_is_the_last_one_issued
            s25_a_request_for_what_was_lost_stands_once_until_it_is_answered
        }
        notices {
            notices_reach_their_audience_and_are_marked_read
        }
        audit {
            i7_every_change_has_one_entry
            s61_numbers_have_no_gaps
            s61_no_name_and_no_content_in_the_log
        }
        upkeep {
            s43_expiry_destroys_content_and_keeps_the_record
            after_five_years_nothing_is_left
            s42_keys_are_wrapped_anew_while_everything_runs
            s42_no_data_key_stays_behind_when_a_rotation_meets_senders
            sweeping_takes_only_what_is_over
            a_census_changes_with_every_value
        }
        model {
            r27_the_mailbox_does_what_the_model_does
        }
    }
}
