DROP INDEX `passages_plate`;--> statement-breakpoint
CREATE INDEX `passages_plate` ON `passages` (`plate`,`passed_at`,substr(`enterprise_id`, 16, 1));
