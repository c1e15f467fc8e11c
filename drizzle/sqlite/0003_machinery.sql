CREATE TABLE `county_settings` (
	`id` blob PRIMARY KEY NOT NULL,
	`county_code` text NOT NULL,
	`version` integer NOT NULL,
	`auto_accept` text NOT NULL,
	`required_photos` text NOT NULL,
	`review_working_days` integer,
	`since` integer NOT NULL,
	`set_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `county_settings_version` ON `county_settings` (`county_code`,`version`);--> statement-breakpoint
CREATE TABLE `exemption_requests` (
	`id` blob PRIMARY KEY NOT NULL,
	`organisation_id` blob NOT NULL,
	`county_code` text,
	`subject_type` text NOT NULL,
	`subject_id` blob NOT NULL,
	`clause` text,
	`order_id` blob,
	`zone_id` blob,
	`category` text,
	`asked_from` integer NOT NULL,
	`asked_until` integer NOT NULL,
	`grounds` text NOT NULL,
	`status` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`submitted_by` blob NOT NULL,
	`closed_at` integer,
	`closed_by` blob,
	`reason` text,
	`exemption_id` blob
);
--> statement-breakpoint
CREATE INDEX `exemption_requests_organisation` ON `exemption_requests` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `exemption_requests_county` ON `exemption_requests` (`county_code`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `exemption_requests_subject` ON `exemption_requests` (`subject_id`,`status`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` blob PRIMARY KEY NOT NULL,
	`organisation_id` blob NOT NULL,
	`manager` integer NOT NULL,
	`note` text,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`user_id` blob,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `invitations_organisation` ON `invitations` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `invitations_expiry` ON `invitations` (`expires_at`);--> statement-breakpoint
CREATE INDEX `invitations_user` ON `invitations` (`user_id`);--> statement-breakpoint
CREATE TABLE `machine_arrivals` (
	`id` blob PRIMARY KEY NOT NULL,
	`passage_id` blob NOT NULL,
	`machine_id` blob NOT NULL,
	`filing_id` blob,
	`enterprise_id` blob NOT NULL,
	`gate_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`passed_at` integer NOT NULL,
	`linked_at` integer NOT NULL,
	`linked_by` blob NOT NULL,
	`linked_for` blob,
	`unlinked_at` integer,
	`unlinked_by` blob
);
--> statement-breakpoint
CREATE INDEX `machine_arrivals_passage` ON `machine_arrivals` (`passage_id`,`id`);--> statement-breakpoint
CREATE INDEX `machine_arrivals_machine` ON `machine_arrivals` (`machine_id`,`id`);--> statement-breakpoint
CREATE TABLE `machine_claims` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`machine_id` blob NOT NULL,
	`claimant_id` blob NOT NULL,
	`claimant_county` text NOT NULL,
	`holder_id` blob NOT NULL,
	`holder_county` text NOT NULL,
	`grounds` text NOT NULL,
	`statement` text,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` blob NOT NULL,
	`answer_by` text NOT NULL,
	`contested_at` integer,
	`contested_by` blob,
	`objection` text,
	`ended_at` integer,
	`ended_by` blob,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `machine_claims_machine` ON `machine_claims` (`machine_id`,`id`);--> statement-breakpoint
CREATE INDEX `machine_claims_claimant` ON `machine_claims` (`claimant_id`,`id`);--> statement-breakpoint
CREATE INDEX `machine_claims_holder` ON `machine_claims` (`holder_id`,`id`);--> statement-breakpoint
CREATE TABLE `machine_holdings` (
	`id` blob PRIMARY KEY NOT NULL,
	`machine_id` blob NOT NULL,
	`organisation_id` blob NOT NULL,
	`since` integer NOT NULL,
	`until` integer,
	`claim_id` blob
);
--> statement-breakpoint
CREATE INDEX `machine_holdings_machine` ON `machine_holdings` (`machine_id`,`since`);--> statement-breakpoint
CREATE INDEX `machine_holdings_organisation` ON `machine_holdings` (`organisation_id`,`machine_id`);--> statement-breakpoint
CREATE TABLE `machine_life_events` (
	`id` blob PRIMARY KEY NOT NULL,
	`machine_id` blob NOT NULL,
	`status` text NOT NULL,
	`day` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machine_life_events_machine` ON `machine_life_events` (`machine_id`,`id`);--> statement-breakpoint
CREATE TABLE `machine_retrofits` (
	`id` blob PRIMARY KEY NOT NULL,
	`machine_id` blob NOT NULL,
	`what` text NOT NULL,
	`retrofitted_on` text NOT NULL,
	`workshop` text NOT NULL,
	`certificate_number` text,
	`after_treatment` text,
	`evidence_ids` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machine_retrofits_machine` ON `machine_retrofits` (`machine_id`,`id`);--> statement-breakpoint
CREATE TABLE `machine_verifications` (
	`id` blob PRIMARY KEY NOT NULL,
	`machine_id` blob NOT NULL,
	`emission_stage` text NOT NULL,
	`basis` text NOT NULL,
	`stage_before` text NOT NULL,
	`remarks` text,
	`evidence_ids` text NOT NULL,
	`at` integer NOT NULL,
	`verified_by` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `machine_verifications_machine` ON `machine_verifications` (`machine_id`,`id`);--> statement-breakpoint
CREATE TABLE `password_resets` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `password_resets_user` ON `password_resets` (`user_id`);--> statement-breakpoint
CREATE INDEX `password_resets_expiry` ON `password_resets` (`expires_at`);--> statement-breakpoint
CREATE TABLE `prohibition_notices` (
	`id` blob PRIMARY KEY NOT NULL,
	`prohibition_id` blob NOT NULL,
	`kind` text NOT NULL,
	`county_code` text NOT NULL,
	`organisation_id` blob NOT NULL,
	`year` integer NOT NULL,
	`serial` integer NOT NULL,
	`number` text NOT NULL,
	`template` text NOT NULL,
	`content` text NOT NULL,
	`digest` text NOT NULL,
	`evidence_id` blob NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`served_at` integer,
	`service` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `prohibition_notices_number` ON `prohibition_notices` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `prohibition_notices_prohibition` ON `prohibition_notices` (`prohibition_id`,`kind`);--> statement-breakpoint
CREATE INDEX `prohibition_notices_serial` ON `prohibition_notices` (`kind`,`year`,`county_code`,`serial`);--> statement-breakpoint
CREATE TABLE `sign_ups` (
	`id` blob PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`credit_code` text NOT NULL,
	`name` text NOT NULL,
	`county_code` text NOT NULL,
	`contact_name` text,
	`contact_phone` text,
	`address` text,
	`username` text,
	`password_hash` text,
	`secret_hash` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` blob,
	`reason` text,
	`organisation_id` blob,
	`user_id` blob,
	`joined` integer
);
--> statement-breakpoint
CREATE INDEX `sign_ups_county` ON `sign_ups` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `sign_ups_credit_code` ON `sign_ups` (`credit_code`);--> statement-breakpoint
CREATE INDEX `sign_ups_decided` ON `sign_ups` (`decided_at`);--> statement-breakpoint
CREATE INDEX `sign_ups_user` ON `sign_ups` (`user_id`);--> statement-breakpoint
CREATE TABLE `site_units` (
	`id` blob PRIMARY KEY NOT NULL,
	`site_id` blob NOT NULL,
	`site_organisation_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`organisation_id` blob NOT NULL,
	`role` text NOT NULL,
	`status` text NOT NULL,
	`since` text NOT NULL,
	`until` text,
	`added_at` integer NOT NULL,
	`added_by` blob NOT NULL,
	`confirmed_at` integer,
	`confirmed_by` blob,
	`closed_at` integer,
	`closed_by` blob,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `site_units_site` ON `site_units` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `site_units_organisation` ON `site_units` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `site_units_owner` ON `site_units` (`site_organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `site_units_county` ON `site_units` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `zones` (
	`id` blob PRIMARY KEY NOT NULL,
	`series_id` blob NOT NULL,
	`version` integer NOT NULL,
	`replaces_id` blob,
	`status` text NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`citation` text NOT NULL,
	`polygons` text NOT NULL,
	`from_day` text NOT NULL,
	`until_day` text,
	`min_stage` text,
	`smoke_class` text,
	`categories` text,
	`fuels` text,
	`exempted` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`published_at` integer,
	`published_by` blob,
	`ended_at` integer,
	`ended_by` blob,
	`end_reason` text
);
--> statement-breakpoint
CREATE INDEX `zones_series` ON `zones` (`series_id`,`version`);--> statement-breakpoint
CREATE INDEX `zones_status` ON `zones` (`status`,`from_day`);--> statement-breakpoint
ALTER TABLE `exemptions` ADD `zone_id` blob;--> statement-breakpoint
ALTER TABLE `exemptions` ADD `public_reason` text;--> statement-breakpoint
ALTER TABLE `filing_events` ADD `actor_kind` text DEFAULT 'user' NOT NULL;--> statement-breakpoint
ALTER TABLE `filing_events` ADD `actor_role` text;--> statement-breakpoint
ALTER TABLE `filing_events` ADD `change` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `remarks` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `year` integer;--> statement-breakpoint
ALTER TABLE `filings` ADD `serial` integer;--> statement-breakpoint
ALTER TABLE `filings` ADD `number` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `review_by` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `review_told` text;--> statement-breakpoint
ALTER TABLE `filings` ADD `site_organisation_id` blob;--> statement-breakpoint
CREATE INDEX `filings_review` ON `filings` (`status`,`review_by`);--> statement-breakpoint
CREATE INDEX `filings_number` ON `filings` (`number`);--> statement-breakpoint
CREATE INDEX `filings_serial` ON `filings` (`year`,`county_code`,`serial`);--> statement-breakpoint
CREATE INDEX `filings_planned_exit` ON `filings` (`planned_exit_on`,`status`);--> statement-breakpoint
CREATE INDEX `filings_site` ON `filings` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `filings_site_organisation` ON `filings` (`site_organisation_id`,`id`);--> statement-breakpoint
ALTER TABLE `inspections` ADD `reading_times` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `ambient` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `instrument` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `method` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `departments` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `longitude_e6` integer;--> statement-breakpoint
ALTER TABLE `inspections` ADD `latitude_e6` integer;--> statement-breakpoint
ALTER TABLE `inspections` ADD `client_id` text;--> statement-breakpoint
ALTER TABLE `inspections` ADD `client_digest` text;--> statement-breakpoint
CREATE UNIQUE INDEX `inspections_client` ON `inspections` (`recorded_by`,`client_id`);--> statement-breakpoint
ALTER TABLE `machines` ADD `other_category` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `used_for` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `stage_basis` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `stage_verified_at` integer;--> statement-breakpoint
ALTER TABLE `machines` ADD `after_treatment` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `holding` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `lessor_name` text;--> statement-breakpoint
ALTER TABLE `machines` ADD `status` text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE `machines` ADD `status_on` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `contact_name` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `contact_phone` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `address` text;--> statement-breakpoint
ALTER TABLE `prohibitions` ADD `retest_by` text;--> statement-breakpoint
CREATE INDEX `prohibitions_status` ON `prohibitions` (`status`,`id`);--> statement-breakpoint
ALTER TABLE `site_entries` ADD `reporter_organisation_id` blob;--> statement-breakpoint
ALTER TABLE `site_entries` ADD `client_id` text;--> statement-breakpoint
ALTER TABLE `site_entries` ADD `client_digest` text;--> statement-breakpoint
CREATE UNIQUE INDEX `site_entries_client` ON `site_entries` (`recorded_by`,`client_id`);--> statement-breakpoint
CREATE INDEX `site_entries_site` ON `site_entries` (`site_id`,`entered_at`);--> statement-breakpoint
ALTER TABLE `sites` ADD `organisation_role` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `permit_issuer` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `permit_issued_on` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `boundary` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `closed_on` text;--> statement-breakpoint
ALTER TABLE `sites` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `sites` ADD `closed_by` blob;--> statement-breakpoint
ALTER TABLE `sites` ADD `enterprise_id` blob;--> statement-breakpoint
ALTER TABLE `users` ADD `manager` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `stopped_by` text;