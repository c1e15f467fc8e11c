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
	`decided_at` integer,
	`decided_by` blob,
	`reason` text,
	`remedy` text,
	`job_ids` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `appeals_county` ON `appeals` (`county_code`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_organisation` ON `appeals` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `appeals_status` ON `appeals` (`status`,`decide_by`,`id`);--> statement-breakpoint
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
ALTER TABLE `inspections` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `passages` ADD `tally` text;--> statement-breakpoint
ALTER TABLE `passages` ADD `load_kg` integer;--> statement-breakpoint
CREATE INDEX `passages_untallied` ON `passages` (`id`) WHERE "passages"."tally" is null;