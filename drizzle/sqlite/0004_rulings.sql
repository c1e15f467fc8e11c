DROP INDEX `prohibition_notices_prohibition`;--> statement-breakpoint
ALTER TABLE `prohibition_notices` ADD `inspection_id` blob;--> statement-breakpoint
UPDATE `prohibition_notices` SET `inspection_id` = (SELECT CASE WHEN `prohibition_notices`.`kind` = 'lifting' THEN coalesce(p.`lifted_by_inspection_id`, p.`inspection_id`) ELSE p.`inspection_id` END FROM `prohibitions` p WHERE p.`id` = `prohibition_notices`.`prohibition_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `prohibition_notices_prohibition` ON `prohibition_notices` (`prohibition_id`,`kind`,`inspection_id`);--> statement-breakpoint
ALTER TABLE `filings` ADD `extension_unreviewed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `zones` ADD `replaced_by_id` blob;--> statement-breakpoint
CREATE INDEX `inspections_site` ON `inspections` (`site_id`,`inspected_at`);--> statement-breakpoint
CREATE INDEX `invitations_maker` ON `invitations` (`created_by`);