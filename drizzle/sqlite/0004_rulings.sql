CREATE TABLE `access_sums` (
	`span` text NOT NULL,
	`starts_on` text NOT NULL,
	`enterprise_id` blob NOT NULL,
	`county_code` text NOT NULL,
	`direction` text NOT NULL,
	`tally` text NOT NULL,
	`shard` integer NOT NULL,
	`count` integer NOT NULL,
	`kg` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_sums_key` ON `access_sums` (`span`,`starts_on`,`enterprise_id`,`county_code`,`direction`,`tally`,`shard`);--> statement-breakpoint
INSERT INTO access_sums (span, starts_on, enterprise_id, county_code, direction, tally, shard, count, kg) SELECT 'day', date(passed_at / 1000 + 28800, 'unixepoch'), enterprise_id, county_code, direction, coalesce(tally, 'uXuu-'), 0, count(*), coalesce(sum(load_kg), 0) FROM passages WHERE access_id = id AND (barrier IS NULL OR barrier <> 'refused') GROUP BY 2, 3, 4, 5, 6;--> statement-breakpoint
INSERT INTO access_sums (span, starts_on, enterprise_id, county_code, direction, tally, shard, count, kg) SELECT 'month', substr(starts_on, 1, 7) || '-01', enterprise_id, county_code, direction, tally, 0, sum(count), sum(kg) FROM access_sums WHERE span = 'day' GROUP BY 2, 3, 4, 5, 6;--> statement-breakpoint
DROP INDEX `prohibition_notices_prohibition`;--> statement-breakpoint
ALTER TABLE `prohibition_notices` ADD `inspection_id` blob;--> statement-breakpoint
UPDATE `prohibition_notices` SET `inspection_id` = (SELECT CASE WHEN `prohibition_notices`.`kind` = 'lifting' THEN coalesce(p.`lifted_by_inspection_id`, p.`inspection_id`) ELSE p.`inspection_id` END FROM `prohibitions` p WHERE p.`id` = `prohibition_notices`.`prohibition_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `prohibition_notices_prohibition` ON `prohibition_notices` (`prohibition_id`,`kind`,`inspection_id`);--> statement-breakpoint
ALTER TABLE `filings` ADD `extension_unreviewed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `zones` ADD `replaced_by_id` blob;--> statement-breakpoint
CREATE INDEX `inspections_site` ON `inspections` (`site_id`,`inspected_at`);--> statement-breakpoint
CREATE INDEX `invitations_maker` ON `invitations` (`created_by`);