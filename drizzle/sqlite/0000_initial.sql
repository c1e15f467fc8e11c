CREATE TABLE `audit` (
	`id` blob PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`request_id` text NOT NULL,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL,
	`salt` text,
	`digest` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_type`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `audit_seals` (
	`id` blob PRIMARY KEY NOT NULL,
	`first_id` blob NOT NULL,
	`last_id` blob NOT NULL,
	`count` integer NOT NULL,
	`root` text NOT NULL,
	`previous` text NOT NULL,
	`seal` text NOT NULL,
	`signature` text NOT NULL,
	`key_id` text NOT NULL,
	`sealed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decision_history` (
	`id` blob PRIMARY KEY NOT NULL,
	`passage_id` blob NOT NULL,
	`outcome` text NOT NULL,
	`basis` text NOT NULL,
	`policy` text,
	`law_at` integer NOT NULL,
	`facts` text NOT NULL,
	`outcomes` text NOT NULL,
	`judged_at` integer NOT NULL,
	`replaced_at` integer NOT NULL,
	`cause` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decision_history_passage` ON `decision_history` (`passage_id`,`id`);--> statement-breakpoint
CREATE TABLE `enterprise_facts` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`valid_from` text NOT NULL,
	`sector` text NOT NULL,
	`in_planning_area` integer NOT NULL,
	`annual_freight_tonnes` integer,
	`rail_line_completed_on` text,
	`key_vehicle_user` integer NOT NULL,
	`performance_grade` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `enterprise_facts_enterprise` ON `enterprise_facts` (`enterprise_id`,`valid_from`);--> statement-breakpoint
CREATE TABLE `event_keys` (
	`key` blob PRIMARY KEY NOT NULL,
	`passage_id` blob NOT NULL,
	`content_hash` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` blob PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`media_type` text NOT NULL,
	`folder` text NOT NULL,
	`kind` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` blob NOT NULL,
	`file_name` text,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `evidence_subject` ON `evidence` (`subject_type`,`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `evidence_sha256` ON `evidence` (`sha256`);--> statement-breakpoint
CREATE TABLE `filing_events` (
	`id` blob PRIMARY KEY NOT NULL,
	`filing_id` blob NOT NULL,
	`at` integer NOT NULL,
	`action` text NOT NULL,
	`actor_id` blob NOT NULL,
	`reason` text,
	`resubmit_by` text
);
--> statement-breakpoint
CREATE INDEX `filing_events_filing` ON `filing_events` (`filing_id`,`id`);--> statement-breakpoint
CREATE TABLE `filings` (
	`id` blob PRIMARY KEY NOT NULL,
	`site_id` blob NOT NULL,
	`machine_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`status` text NOT NULL,
	`planned_entry_on` text NOT NULL,
	`planned_exit_on` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`accepted_at` integer,
	`returned_at` integer,
	`resubmit_by` text,
	`closed_at` integer,
	`reason` text,
	`entered_at` integer,
	`exited_at` integer,
	`created_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `filings_machine` ON `filings` (`machine_id`,`site_id`);--> statement-breakpoint
CREATE INDEX `filings_organisation` ON `filings` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `filings_county` ON `filings` (`county_code`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `filings_returned` ON `filings` (`status`,`resubmit_by`);--> statement-breakpoint
CREATE TABLE `gate_tokens` (
	`id` blob PRIMARY KEY NOT NULL,
	`gate_id` blob NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `gate_tokens_gate` ON `gate_tokens` (`gate_id`);--> statement-breakpoint
CREATE TABLE `gates` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`name` text NOT NULL,
	`direction` text NOT NULL,
	`mode` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_heartbeat_at` integer
);
--> statement-breakpoint
CREATE INDEX `gates_enterprise` ON `gates` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`id` blob PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`status` integer NOT NULL,
	`headers` text NOT NULL,
	`body` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_actor_key` ON `idempotency` (`actor_id`,`key`);--> statement-breakpoint
CREATE INDEX `idempotency_age` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `inspections` (
	`id` blob PRIMARY KEY NOT NULL,
	`site_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`machine_id` blob NOT NULL,
	`inspected_at` integer NOT NULL,
	`working` integer,
	`smoke_class` text,
	`readings` text,
	`ringelmann` integer,
	`remarks` text,
	`result` text NOT NULL,
	`judgement` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inspections_machine` ON `inspections` (`machine_id`,`inspected_at`);--> statement-breakpoint
CREATE INDEX `inspections_county` ON `inspections` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`payload` text NOT NULL,
	`cursor` text,
	`done` integer NOT NULL,
	`total` integer,
	`attempts` integer NOT NULL,
	`error` text,
	`run_after` integer NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`status`,`run_after`);--> statement-breakpoint
CREATE TABLE `machine_codes` (
	`scheme` text NOT NULL,
	`code` text NOT NULL,
	`machine_id` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `machine_codes_code` ON `machine_codes` (`code`,`scheme`);--> statement-breakpoint
CREATE INDEX `machine_codes_machine` ON `machine_codes` (`machine_id`);--> statement-breakpoint
CREATE TABLE `machine_counties` (
	`machine_id` blob NOT NULL,
	`county_code` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `machine_counties_pair` ON `machine_counties` (`machine_id`,`county_code`);--> statement-breakpoint
CREATE INDEX `machine_counties_county` ON `machine_counties` (`county_code`,`machine_id`);--> statement-breakpoint
CREATE TABLE `machines` (
	`id` blob PRIMARY KEY NOT NULL,
	`organisation_id` blob,
	`origin` text NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`environmental_code` text,
	`mein` text,
	`pin` text,
	`manufacturer` text,
	`serial_number` text,
	`disclosure_number` text,
	`model` text,
	`produced_on` text,
	`engine_manufacturer` text,
	`engine_model` text,
	`engine_number` text,
	`power_w` integer,
	`fuel` text,
	`emission_stage` text NOT NULL,
	`owner_name` text,
	`owner_phone` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machines_organisation` ON `machines` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`credit_code` text NOT NULL,
	`county_code` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_credit_code` ON `organisations` (`credit_code`);--> statement-breakpoint
CREATE INDEX `organisations_county` ON `organisations` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` blob PRIMARY KEY NOT NULL,
	`topic` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`delivered_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_pending` ON `outbox` (`delivered_at`,`id`);--> statement-breakpoint
CREATE TABLE `passages` (
	`id` blob PRIMARY KEY NOT NULL,
	`gate_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`event_id` text NOT NULL,
	`passed_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`direction` text NOT NULL,
	`plate_raw` text,
	`plate` text NOT NULL,
	`plate_colour` text,
	`confidence_e4` integer,
	`lane` integer,
	`asserted` text,
	`cargo` text,
	`barrier` text,
	`barrier_reason` text,
	`access_id` blob NOT NULL,
	`visit_id` blob NOT NULL,
	`outcome` text NOT NULL,
	`basis` text NOT NULL,
	`hold` integer NOT NULL,
	`policy` text,
	`law_at` integer NOT NULL,
	`facts` text NOT NULL,
	`outcomes` text NOT NULL,
	`judged_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passages_plate` ON `passages` (`plate`,`passed_at`,`id`);--> statement-breakpoint
CREATE INDEX `passages_enterprise` ON `passages` (`enterprise_id`,`passed_at`,`id`);--> statement-breakpoint
CREATE INDEX `passages_time` ON `passages` (`passed_at`,`id`);--> statement-breakpoint
CREATE TABLE `plate_bindings` (
	`id` blob PRIMARY KEY NOT NULL,
	`plate` text NOT NULL,
	`plate_colour` text NOT NULL,
	`vehicle_id` blob NOT NULL,
	`valid_from` text,
	`valid_until` text,
	`closed` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plate_bindings_open` ON `plate_bindings` (`plate`,`plate_colour`,`closed`);--> statement-breakpoint
CREATE INDEX `plate_bindings_vehicle` ON `plate_bindings` (`vehicle_id`);--> statement-breakpoint
CREATE TABLE `policies` (
	`id` blob PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`document` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policies_code_version` ON `policies` (`code`,`version`);--> statement-breakpoint
CREATE TABLE `prohibitions` (
	`id` blob PRIMARY KEY NOT NULL,
	`machine_id` blob NOT NULL,
	`site_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`inspection_id` blob NOT NULL,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`lifted_at` integer,
	`lifted_by_inspection_id` blob
);
--> statement-breakpoint
CREATE INDEX `prohibitions_machine` ON `prohibitions` (`machine_id`);--> statement-breakpoint
CREATE INDEX `prohibitions_county` ON `prohibitions` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`id` blob PRIMARY KEY NOT NULL,
	`session_id` blob NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `refresh_tokens_session` ON `refresh_tokens` (`session_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `site_entries` (
	`id` blob PRIMARY KEY NOT NULL,
	`site_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`machine_id` blob NOT NULL,
	`entered_at` integer NOT NULL,
	`working` integer,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `site_entries_machine` ON `site_entries` (`machine_id`,`site_id`);--> statement-breakpoint
CREATE INDEX `site_entries_county` ON `site_entries` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` blob PRIMARY KEY NOT NULL,
	`organisation_id` blob NOT NULL,
	`name` text NOT NULL,
	`county_code` text NOT NULL,
	`address` text NOT NULL,
	`longitude_e6` integer,
	`latitude_e6` integer,
	`permit_number` text,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sites_organisation` ON `sites` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `sites_county` ON `sites` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` blob PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`password_hash` text NOT NULL,
	`role` text NOT NULL,
	`organisation_id` blob,
	`county_code` text,
	`active` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`username`);--> statement-breakpoint
CREATE INDEX `users_organisation` ON `users` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `vehicle_changes` (
	`id` blob PRIMARY KEY NOT NULL,
	`vehicle_id` blob NOT NULL,
	`effective_on` text,
	`source` text NOT NULL,
	`facts` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `vehicle_changes_vehicle` ON `vehicle_changes` (`vehicle_id`,`id`);--> statement-breakpoint
CREATE TABLE `vehicle_declarants` (
	`vehicle_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vehicle_declarants_pair` ON `vehicle_declarants` (`vehicle_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `vehicle_declarants_organisation` ON `vehicle_declarants` (`organisation_id`,`vehicle_id`);--> statement-breakpoint
CREATE TABLE `vehicles` (
	`id` blob PRIMARY KEY NOT NULL,
	`plate` text NOT NULL,
	`plate_colour` text NOT NULL,
	`verified` integer NOT NULL,
	`status` text NOT NULL,
	`emission_stage` text NOT NULL,
	`retirement` text,
	`retirement_county` text,
	`retirement_inferred` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `vehicles_plate` ON `vehicles` (`plate`);--> statement-breakpoint
CREATE INDEX `vehicles_retirement` ON `vehicles` (`retirement`,`retirement_county`,`id`);--> statement-breakpoint
CREATE TABLE `violation_rules` (
	`violation_id` blob NOT NULL,
	`rule` text NOT NULL,
	`clause` text NOT NULL,
	`county_code` text NOT NULL,
	`occurred_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `violation_rules_pair` ON `violation_rules` (`violation_id`,`rule`);--> statement-breakpoint
CREATE INDEX `violation_rules_rule` ON `violation_rules` (`rule`,`county_code`,`occurred_at`,`violation_id`);--> statement-breakpoint
CREATE INDEX `violation_rules_clause` ON `violation_rules` (`clause`,`county_code`,`occurred_at`,`violation_id`);--> statement-breakpoint
CREATE TABLE `violations` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_key` text NOT NULL,
	`effect` text NOT NULL,
	`rule` text NOT NULL,
	`clause` text NOT NULL,
	`also_rules` text NOT NULL,
	`policy` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`legal_day` text NOT NULL,
	`before_publication` integer NOT NULL,
	`county_code` text,
	`status` text NOT NULL,
	`enterprise_id` blob,
	`organisation_id` blob,
	`gate_id` blob,
	`vehicle_id` blob,
	`plate` text,
	`plate_colour` text,
	`emission_stage` text,
	`machine_id` blob,
	`site_id` blob,
	`seller_name` text,
	`seller_credit_code` text,
	`evidence` text NOT NULL,
	`why` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `violations_subject` ON `violations` (`subject_key`,`kind`);--> statement-breakpoint
CREATE INDEX `violations_time` ON `violations` (`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `violations_county` ON `violations` (`county_code`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `violations_enterprise` ON `violations` (`enterprise_id`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `violations_organisation` ON `violations` (`organisation_id`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `violations_plate` ON `violations` (`plate`,`occurred_at`,`id`);--> statement-breakpoint
CREATE INDEX `violations_machine` ON `violations` (`machine_id`);--> statement-breakpoint
CREATE INDEX `violations_vehicle` ON `violations` (`vehicle_id`);