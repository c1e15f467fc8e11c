CREATE TABLE `clean_transport` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`month` text NOT NULL,
	`mode` text NOT NULL,
	`direction` text NOT NULL,
	`cargo` text NOT NULL,
	`kg` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clean_transport_row` ON `clean_transport` (`enterprise_id`,`month`,`mode`,`direction`,`cargo`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` blob PRIMARY KEY NOT NULL,
	`device_id` blob NOT NULL,
	`gate_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`received_at` integer NOT NULL,
	`reason` text NOT NULL,
	`request` text NOT NULL,
	`sha256` text NOT NULL,
	`folder` text NOT NULL,
	`bytes` integer NOT NULL,
	`status` text NOT NULL,
	`passage_ids` text,
	`closed_at` integer,
	`closed_by` blob
);
--> statement-breakpoint
CREATE INDEX `dead_letters_device` ON `dead_letters` (`device_id`,`id`);--> statement-breakpoint
CREATE INDEX `dead_letters_county` ON `dead_letters` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` blob PRIMARY KEY NOT NULL,
	`gate_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`name` text NOT NULL,
	`protocol` text NOT NULL,
	`direction` text NOT NULL,
	`lane` integer,
	`may_open` integer NOT NULL,
	`hash` text NOT NULL,
	`username` text,
	`digest_key` text,
	`identity` text,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`last_seen_at` integer,
	`last_skew_s` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `devices_gate` ON `devices` (`gate_id`,`id`);--> statement-breakpoint
CREATE INDEX `devices_county` ON `devices` (`county_code`,`id`);--> statement-breakpoint
CREATE TABLE `early_notes` (
	`id` blob PRIMARY KEY NOT NULL,
	`event_key` blob NOT NULL,
	`device_id` blob NOT NULL,
	`cargo` text,
	`photos` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `early_notes_event` ON `early_notes` (`event_key`);--> statement-breakpoint
CREATE INDEX `early_notes_age` ON `early_notes` (`received_at`);--> statement-breakpoint
CREATE TABLE `gate_counts` (
	`id` blob PRIMARY KEY NOT NULL,
	`gate_id` blob NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`day` text NOT NULL,
	`passages` integer NOT NULL,
	`cargo` integer,
	`checks` integer,
	`declared_at` integer NOT NULL,
	`declared_by` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gate_counts_day` ON `gate_counts` (`gate_id`,`day`);--> statement-breakpoint
CREATE INDEX `gate_counts_enterprise` ON `gate_counts` (`enterprise_id`,`day`);--> statement-breakpoint
CREATE TABLE `gate_lists` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`version` integer NOT NULL,
	`policy` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`count` integer NOT NULL,
	`digest` text NOT NULL,
	`entries` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gate_lists_version` ON `gate_lists` (`enterprise_id`,`version`);--> statement-breakpoint
CREATE TABLE `legal_holds` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`plate` text,
	`held_from` integer NOT NULL,
	`held_until` integer NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`released_at` integer
);
--> statement-breakpoint
CREATE INDEX `legal_holds_enterprise` ON `legal_holds` (`enterprise_id`,`id`);--> statement-breakpoint
CREATE TABLE `plant_equipment` (
	`id` blob PRIMARY KEY NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`kind` text NOT NULL,
	`environmental_code` text,
	`plate` text,
	`plate_colour` text,
	`vin` text,
	`category` text,
	`pin` text,
	`mein` text,
	`disclosure_number` text,
	`manufacturer` text,
	`brand_model` text,
	`produced_on` text,
	`registered_on` text,
	`fuel` text,
	`emission_stage` text NOT NULL,
	`network_status` text,
	`engine_number` text,
	`engine_model` text,
	`engine_manufacturer` text,
	`power_w` integer,
	`owner_name` text,
	`entered_on` text,
	`left_on` text,
	`created_at` integer NOT NULL,
	`created_by` blob NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `plant_equipment_enterprise` ON `plant_equipment` (`enterprise_id`,`kind`,`id`);--> statement-breakpoint
CREATE TABLE `plate_corrections` (
	`id` blob PRIMARY KEY NOT NULL,
	`passage_id` blob NOT NULL,
	`plate_before` text NOT NULL,
	`colour_before` text,
	`plate_after` text NOT NULL,
	`colour_after` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `plate_corrections_passage` ON `plate_corrections` (`passage_id`,`id`);--> statement-breakpoint
ALTER TABLE `passages` ADD `device_id` blob;--> statement-breakpoint
ALTER TABLE `passages` ADD `device_time` integer;--> statement-breakpoint
ALTER TABLE `passages` ADD `resent` integer;--> statement-breakpoint
ALTER TABLE `passages` ADD `alternatives` text;--> statement-breakpoint
ALTER TABLE `passages` ADD `list_version` integer;