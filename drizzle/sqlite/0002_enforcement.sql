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
CREATE INDEX `violation_events_violation` ON `violation_events` (`violation_id`,`id`);