CREATE TABLE `drafts` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `drafts_user` ON `drafts` (`user_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `drafts_age` ON `drafts` (`updated_at`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`page` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`user_id`,`page`,`name`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` blob PRIMARY KEY NOT NULL,
	`user_id` blob NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`file_name` text,
	`subject_type` text NOT NULL,
	`subject_id` blob NOT NULL,
	`kind` text NOT NULL,
	`received` integer NOT NULL,
	`evidence_id` blob,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `uploads_user` ON `uploads` (`user_id`);--> statement-breakpoint
CREATE INDEX `uploads_expiry` ON `uploads` (`expires_at`);