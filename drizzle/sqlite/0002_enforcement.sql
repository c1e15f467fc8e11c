CREATE TABLE `alert_counties` (
	`order_id` blob NOT NULL,
	`revision` integer NOT NULL,
	`county_code` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_counties_row` ON `alert_counties` (`order_id`,`revision`,`county_code`);--> statement-breakpoint
CREATE TABLE `alert_revisions` (
	`id` blob PRIMARY KEY NOT NULL,
	`order_id` blob NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`order_number` text,
	`issuer` text,
	`level` text NOT NULL,
	`county_codes` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`issued_at` integer NOT NULL,
	`restrictions` text NOT NULL,
	`closed_hours` text NOT NULL,
	`note` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_revisions_order` ON `alert_revisions` (`order_id`,`revision`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` blob PRIMARY KEY NOT NULL,
	`serial` integer NOT NULL,
	`order_number` text,
	`current_revision` integer NOT NULL,
	`span_from` integer NOT NULL,
	`span_until` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_serial` ON `alerts` (`serial`);--> statement-breakpoint
CREATE INDEX `alerts_number` ON `alerts` (`order_number`);--> statement-breakpoint
CREATE INDEX `alerts_span` ON `alerts` (`span_until`,`span_from`);--> statement-breakpoint
CREATE TABLE `appeal_violations` (
	`appeal_id` blob NOT NULL,
	`violation_id` blob NOT NULL,
	`status_before` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appeal_violations_pair` ON `appeal_violations` (`appeal_id`,`violation_id`);--> statement-breakpoint
CREATE INDEX `appeal_violations_violation` ON `appeal_violations` (`violation_id`,`appeal_id`);--> statement-breakpoint
CREATE TABLE `appeals` (
	`id` blob PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`organisation_id` blob,
	`county_code` text,
	`grounds` text NOT NULL,
	`statement` text NOT NULL,
	`claimed` text,
	`appellant_name` text,
	`late` integer NOT NULL,
	`submitted_at` integer NOT NULL,
	`submitted_by` blob NOT NULL,
	`decide_by` text NOT NULL,
	`ended_at` integer,
	`ended_by` blob,
	`reason` text,
	`remedy` text,
	`job_ids` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `appeals_county` ON `appeals` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_organisation` ON `appeals` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_status` ON `appeals` (`status`,`decide_by`,`id`);--> statement-breakpoint
CREATE TABLE `case_events` (
	`id` blob PRIMARY KEY NOT NULL,
	`case_id` blob NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`step` text NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`reason` text,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_events_case` ON `case_events` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `case_findings` (
	`id` blob PRIMARY KEY NOT NULL,
	`case_id` blob NOT NULL,
	`finding` text NOT NULL,
	`reason` text NOT NULL,
	`violation_ids` text NOT NULL,
	`at` integer NOT NULL,
	`made_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_findings_case` ON `case_findings` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `case_statements` (
	`id` blob PRIMARY KEY NOT NULL,
	`case_id` blob NOT NULL,
	`at` integer NOT NULL,
	`made_by` text NOT NULL,
	`said_by` text,
	`text` text NOT NULL,
	`late` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `case_statements_case` ON `case_statements` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `case_violations` (
	`case_id` blob NOT NULL,
	`violation_id` blob NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_violations_pair` ON `case_violations` (`case_id`,`violation_id`);--> statement-breakpoint
CREATE INDEX `case_violations_violation` ON `case_violations` (`violation_id`,`case_id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` blob PRIMARY KEY NOT NULL,
	`county_code` text,
	`year` integer NOT NULL,
	`serial` integer NOT NULL,
	`number` text NOT NULL,
	`title` text NOT NULL,
	`offender_type` text NOT NULL,
	`offender_key` text NOT NULL,
	`offender` text NOT NULL,
	`organisation_id` blob,
	`plate` text,
	`plate_colour` text,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`decide_by` text NOT NULL,
	`answer_by` text,
	`noticed_at` integer,
	`outcome` text,
	`decided_at` integer,
	`decision_reason` text,
	`transferred_to` text,
	`resumes_to` text,
	`suspended_at` integer,
	`told` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`number`);--> statement-breakpoint
CREATE INDEX `cases_serial` ON `cases` (`year`,`county_code`,`serial`);--> statement-breakpoint
CREATE INDEX `cases_county` ON `cases` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `cases_organisation` ON `cases` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_offender` ON `cases` (`offender_key`,`id`);--> statement-breakpoint
CREATE INDEX `cases_plate` ON `cases` (`plate`,`id`);--> statement-breakpoint
CREATE INDEX `cases_status` ON `cases` (`status`,`decide_by`,`id`);--> statement-breakpoint
CREATE TABLE `exemptions` (
	`id` blob PRIMARY KEY NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` blob,
	`plate` text,
	`plate_colour` text,
	`clause` text,
	`order_id` blob,
	`category` text,
	`granted_from` integer NOT NULL,
	`granted_until` integer NOT NULL,
	`planned_until` integer NOT NULL,
	`reason` text NOT NULL,
	`county_code` text,
	`organisation_id` blob,
	`granted_at` integer NOT NULL,
	`granted_by` blob NOT NULL,
	`revoked_from` integer,
	`revocation_reason` text,
	`revoked_at` integer,
	`revoked_by` blob
);
--> statement-breakpoint
CREATE INDEX `exemptions_subject` ON `exemptions` (`subject_id`,`granted_until`);--> statement-breakpoint
CREATE INDEX `exemptions_plate` ON `exemptions` (`plate`,`granted_until`);--> statement-breakpoint
CREATE INDEX `exemptions_organisation` ON `exemptions` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `exemptions_until` ON `exemptions` (`granted_until`);--> statement-breakpoint
CREATE TABLE `fact_corrections` (
	`id` blob PRIMARY KEY NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` blob NOT NULL,
	`fact` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason` text NOT NULL,
	`cause` text,
	`at` integer NOT NULL,
	`actor_id` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `fact_corrections_subject` ON `fact_corrections` (`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `followers` (
	`name` text PRIMARY KEY NOT NULL,
	`after_id` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `gate_silences` (
	`id` blob PRIMARY KEY NOT NULL,
	`gate_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`since` integer NOT NULL,
	`noticed_at` integer NOT NULL,
	`heard_at` integer,
	`closed` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gate_silences_standing` ON `gate_silences` (`gate_id`,`closed`);--> statement-breakpoint
CREATE TABLE `look_backs` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`looks_from` integer NOT NULL,
	`looks_until` integer NOT NULL,
	`missed` integer,
	`stale` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `look_backs_span` ON `look_backs` (`enterprise_id`,`looks_until`,`looks_from`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` blob PRIMARY KEY NOT NULL,
	`case_id` blob NOT NULL,
	`county_code` text,
	`organisation_id` blob,
	`year` integer NOT NULL,
	`serial` integer NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`template` text NOT NULL,
	`content` text NOT NULL,
	`digest` text NOT NULL,
	`evidence_id` blob NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`served_at` integer,
	`service` text,
	`withdrawn_at` integer,
	`withdrawn_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_number` ON `notices` (`number`);--> statement-breakpoint
CREATE INDEX `notices_serial` ON `notices` (`year`,`county_code`,`serial`);--> statement-breakpoint
CREATE INDEX `notices_case` ON `notices` (`case_id`,`id`);--> statement-breakpoint
CREATE INDEX `notices_county` ON `notices` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `notices_organisation` ON `notices` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `notification_preferences` (
	`user_id` blob NOT NULL,
	`topic` text NOT NULL,
	`in_app` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notification_preferences_topic` ON `notification_preferences` (`user_id`,`topic`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`topic` text NOT NULL,
	`key` text NOT NULL,
	`summary` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`link` text,
	`count` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_key` ON `notifications` (`user_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_user` ON `notifications` (`user_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_age` ON `notifications` (`updated_at`);--> statement-breakpoint
CREATE TABLE `observations` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sender` text NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`organisation_id` blob,
	`plate` text NOT NULL,
	`plate_colour` text,
	`vin` text,
	`vehicle_id` blob,
	`occurred_at` integer NOT NULL,
	`county_code` text,
	`result` text NOT NULL,
	`details` text NOT NULL,
	`findings` text NOT NULL,
	`follow_up` text NOT NULL,
	`followed_up_at` integer,
	`followed_up_by` blob,
	`follow_up_reason` text,
	`voided_at` integer,
	`voided_by` blob,
	`void_reason` text,
	`received_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `observations_key` ON `observations` (`sender`,`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `observations_vehicle` ON `observations` (`vehicle_id`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `observations_plate` ON `observations` (`plate`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `observations_vin` ON `observations` (`vin`,`id`);--> statement-breakpoint
CREATE INDEX `observations_time` ON `observations` (`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `observations_follow_up` ON `observations` (`follow_up`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `observations_organisation` ON `observations` (`organisation_id`,`occurred_at`,`id`);--> statement-breakpoint
CREATE TABLE `passage_notes` (
	`id` blob PRIMARY KEY NOT NULL,
	`passage_id` blob NOT NULL,
	`cargo` text,
	`barrier` text,
	`barrier_reason` text,
	`next_digest` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passage_notes_passage` ON `passage_notes` (`passage_id`,`id`);--> statement-breakpoint
CREATE TABLE `policy_drafts` (
	`id` blob PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`based_on` text,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` blob NOT NULL,
	`withdraw_reason` text
);
--> statement-breakpoint
CREATE TABLE `policy_preview_rows` (
	`id` blob PRIMARY KEY NOT NULL,
	`preview_id` blob NOT NULL,
	`list` text NOT NULL,
	`key` text NOT NULL,
	`rank` integer NOT NULL,
	`newly` integer NOT NULL,
	`no_longer` integer NOT NULL,
	`changed` integer NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_preview_rows_key` ON `policy_preview_rows` (`preview_id`,`list`,`key`);--> statement-breakpoint
CREATE INDEX `policy_preview_rows_rank` ON `policy_preview_rows` (`preview_id`,`list`,`rank`,`id`);--> statement-breakpoint
CREATE TABLE `policy_previews` (
	`id` blob PRIMARY KEY NOT NULL,
	`policy_id` blob NOT NULL,
	`document` text NOT NULL,
	`against` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`county_code` text,
	`judged_on` text NOT NULL,
	`job_id` blob NOT NULL,
	`summary` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `policy_previews_county` ON `policy_previews` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `policy_previews_age` ON `policy_previews` (`created_at`);--> statement-breakpoint
CREATE TABLE `removal_notes` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`stream` text NOT NULL,
	`at` integer NOT NULL,
	`first_id` blob NOT NULL,
	`last_id` blob NOT NULL,
	`members` blob NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `removal_notes_range` ON `removal_notes` (`stream`,`first_id`);--> statement-breakpoint
CREATE TABLE `retirement_letter_vehicles` (
	`letter_id` blob NOT NULL,
	`vehicle_id` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `retirement_letter_vehicles_pair` ON `retirement_letter_vehicles` (`letter_id`,`vehicle_id`);--> statement-breakpoint
CREATE INDEX `retirement_letter_vehicles_vehicle` ON `retirement_letter_vehicles` (`vehicle_id`);--> statement-breakpoint
CREATE TABLE `retirement_letters` (
	`id` blob PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`serial` integer NOT NULL,
	`number` text NOT NULL,
	`home` text NOT NULL,
	`addressee` text NOT NULL,
	`seen_from` integer NOT NULL,
	`seen_until` integer NOT NULL,
	`content` text NOT NULL,
	`digest` text NOT NULL,
	`evidence_id` blob NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`sent_on` text,
	`sent_by` text,
	`answered_on` text,
	`answer` text,
	`withdrawn_reason` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `retirement_letters_number` ON `retirement_letters` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `retirement_letters_serial` ON `retirement_letters` (`year`,`serial`);--> statement-breakpoint
CREATE INDEX `retirement_letters_home` ON `retirement_letters` (`home`,`id`);--> statement-breakpoint
CREATE TABLE `retirement_proofs` (
	`id` blob PRIMARY KEY NOT NULL,
	`vehicle_id` blob NOT NULL,
	`county_code` text,
	`organisation_id` blob,
	`kind` text NOT NULL,
	`certificate_number` text NOT NULL,
	`retired_on` text NOT NULL,
	`recycler` text,
	`remarks` text,
	`status` text NOT NULL,
	`seen_in` text,
	`reason` text,
	`stands_for` blob,
	`stands_by` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL,
	`decided_at` integer,
	`decided_by` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `retirement_proofs_vehicle` ON `retirement_proofs` (`stands_for`);--> statement-breakpoint
CREATE UNIQUE INDEX `retirement_proofs_certificate` ON `retirement_proofs` (`stands_by`);--> statement-breakpoint
CREATE INDEX `retirement_proofs_county` ON `retirement_proofs` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `retirement_proofs_organisation` ON `retirement_proofs` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `retirement_proofs_day` ON `retirement_proofs` (`status`,`retired_on`);--> statement-breakpoint
CREATE TABLE `retirement_quotas` (
	`id` blob PRIMARY KEY NOT NULL,
	`county_code` text NOT NULL,
	`year` integer NOT NULL,
	`vehicles` integer NOT NULL,
	`source` text NOT NULL,
	`decided_on` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `retirement_quotas_year` ON `retirement_quotas` (`year`,`county_code`,`decided_on`,`id`);--> statement-breakpoint
CREATE INDEX `retirement_quotas_county` ON `retirement_quotas` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `seal_leaves` (
	`seal_id` blob PRIMARY KEY NOT NULL,
	`leaves` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sellers` (
	`id` blob PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`credit_code` text,
	`county_code` text,
	`address` text,
	`listed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sellers_key` ON `sellers` (`key`);--> statement-breakpoint
CREATE INDEX `sellers_county` ON `sellers` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `spot_check_items` (
	`id` blob PRIMARY KEY NOT NULL,
	`check_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`subject_id` blob,
	`slot_id` blob,
	`sample` text NOT NULL,
	`verdict` text NOT NULL,
	`finding` text,
	`checked_at` integer,
	`checked_by` blob,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `spot_check_items_check` ON `spot_check_items` (`check_id`,`position`);--> statement-breakpoint
CREATE INDEX `spot_check_items_enterprise` ON `spot_check_items` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE INDEX `spot_check_items_county` ON `spot_check_items` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `spot_check_slots` (
	`id` blob PRIMARY KEY NOT NULL,
	`check_id` blob NOT NULL,
	`gate_id` blob NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`seen` integer NOT NULL,
	`missing` integer NOT NULL,
	`remark` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spot_check_slots_check` ON `spot_check_slots` (`check_id`,`id`);--> statement-breakpoint
CREATE TABLE `spot_checks` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`seed` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`drawn` text NOT NULL,
	`status` text NOT NULL,
	`summary` text,
	`items_checked` integer,
	`items_wrong` integer,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`closed_at` integer,
	`closed_by` blob
);
--> statement-breakpoint
CREATE INDEX `spot_checks_enterprise` ON `spot_checks` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE INDEX `spot_checks_county` ON `spot_checks` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `urea_months` (
	`enterprise_id` blob NOT NULL,
	`month` text NOT NULL,
	`begun_at` integer NOT NULL,
	`judged_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `urea_months_pair` ON `urea_months` (`enterprise_id`,`month`);--> statement-breakpoint
CREATE INDEX `urea_months_month` ON `urea_months` (`month`);--> statement-breakpoint
CREATE TABLE `urea_points` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`place_county` text NOT NULL,
	`kind` text NOT NULL,
	`free_of_charge` integer NOT NULL,
	`closed_on` text,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `urea_points_enterprise` ON `urea_points` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE INDEX `urea_points_county` ON `urea_points` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `urea_refills` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`own_key` text,
	`plate` text NOT NULL,
	`plate_colour` text NOT NULL,
	`refilled_at` integer NOT NULL,
	`millilitres` integer NOT NULL,
	`point_id` blob,
	`remarks` text,
	`status` text NOT NULL,
	`corrects_id` blob,
	`replaced_by_id` blob,
	`ended_at` integer,
	`ended_by` blob,
	`end_reason` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `urea_refills_key` ON `urea_refills` (`enterprise_id`,`own_key`);--> statement-breakpoint
CREATE INDEX `urea_refills_plate` ON `urea_refills` (`plate`,`refilled_at`,`id`);--> statement-breakpoint
CREATE INDEX `urea_refills_enterprise` ON `urea_refills` (`enterprise_id`,`refilled_at`,`id`);--> statement-breakpoint
CREATE INDEX `urea_refills_county` ON `urea_refills` (`county_code`,`refilled_at`,`id`);--> statement-breakpoint
CREATE INDEX `urea_refills_time` ON `urea_refills` (`refilled_at`,`id`);--> statement-breakpoint
CREATE TABLE `urea_reporting` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`starts_on` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `urea_reporting_enterprise` ON `urea_reporting` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE INDEX `urea_reporting_county` ON `urea_reporting` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `violation_events` (
	`id` blob PRIMARY KEY NOT NULL,
	`violation_id` blob NOT NULL,
	`at` integer NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`reason` text,
	`cause` text
);
--> statement-breakpoint
CREATE INDEX `violation_events_violation` ON `violation_events` (`violation_id`,`id`);--> statement-breakpoint
CREATE INDEX `violation_events_cause` ON `violation_events` (`cause`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` blob PRIMARY KEY NOT NULL,
	`webhook_id` blob NOT NULL,
	`topic` text NOT NULL,
	`body` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`tried_at` integer,
	`latency_ms` integer,
	`response_status` integer,
	`response_body` text,
	`error` text,
	`redelivery_of` blob
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_webhook` ON `webhook_deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_queue` ON `webhook_deliveries` (`webhook_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_age` ON `webhook_deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` blob PRIMARY KEY NOT NULL,
	`organisation_id` blob,
	`county_code` text,
	`url` text NOT NULL,
	`topics` text NOT NULL,
	`secret_version` integer NOT NULL,
	`active` integer NOT NULL,
	`disabled_reason` text,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`due_at` integer,
	`claimed_until` integer
);
--> statement-breakpoint
CREATE INDEX `webhooks_due` ON `webhooks` (`due_at`);--> statement-breakpoint
CREATE INDEX `webhooks_organisation` ON `webhooks` (`organisation_id`);--> statement-breakpoint
ALTER TABLE `audit_seals` ADD `stream` text;--> statement-breakpoint
ALTER TABLE `decision_history` ADD `hold` integer;--> statement-breakpoint
ALTER TABLE `decision_history` ADD `next_digest` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `passages` ADD `tally` text;--> statement-breakpoint
ALTER TABLE `passages` ADD `load_kg` integer;--> statement-breakpoint
CREATE INDEX `passages_untallied` ON `passages` (`id`) WHERE "passages"."tally" is null;--> statement-breakpoint
ALTER TABLE `policies` ADD `based_on` text;--> statement-breakpoint
ALTER TABLE `policies` ADD `published_by` blob;--> statement-breakpoint
ALTER TABLE `policies` ADD `publish_reason` text;--> statement-breakpoint
ALTER TABLE `policies` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `policies` ADD `withdrawn_by` blob;--> statement-breakpoint
ALTER TABLE `policies` ADD `withdraw_reason` text;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `vin` text;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `seller_id` blob;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `sale_outcome` text;--> statement-breakpoint
ALTER TABLE `vehicles` ADD `sold_on` text;--> statement-breakpoint
CREATE INDEX `vehicles_vin` ON `vehicles` (`vin`,`id`);--> statement-breakpoint
CREATE INDEX `vehicles_seller` ON `vehicles` (`seller_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_time` ON `audit` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`action`,`at`,`id`);