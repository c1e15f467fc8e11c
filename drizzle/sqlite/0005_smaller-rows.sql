CREATE TABLE `explanations` (
	`key` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `passages_plate`;--> statement-breakpoint
DROP INDEX `passages_enterprise`;--> statement-breakpoint
DROP INDEX `passages_time`;--> statement-breakpoint
UPDATE `passages` SET `outcome` = CASE `outcome` WHEN 'violation' THEN 'V' WHEN 'unverified' THEN 'U' WHEN 'exempt' THEN 'E' WHEN 'compliant' THEN 'C' ELSE `outcome` END, `basis` = CASE `basis` WHEN 'verified' THEN 'V' WHEN 'asserted' THEN 'A' WHEN 'unknown' THEN 'U' ELSE `basis` END, `barrier` = CASE `barrier` WHEN 'passed' THEN 'P' WHEN 'refused' THEN 'R' WHEN 'forced' THEN 'F' ELSE `barrier` END;--> statement-breakpoint
CREATE INDEX `passages_plate` ON `passages` (`plate`,`passed_at`);--> statement-breakpoint
CREATE INDEX `passages_enterprise` ON `passages` (`enterprise_id`,`passed_at`);--> statement-breakpoint
CREATE INDEX `passages_time` ON `passages` (`passed_at`);--> statement-breakpoint
DROP INDEX `violations_time`;--> statement-breakpoint
DROP INDEX `violations_county`;--> statement-breakpoint
DROP INDEX `violations_enterprise`;--> statement-breakpoint
DROP INDEX `violations_organisation`;--> statement-breakpoint
DROP INDEX `violations_plate`;--> statement-breakpoint
DROP INDEX `violations_machine`;--> statement-breakpoint
DROP INDEX `violations_vehicle`;--> statement-breakpoint
CREATE INDEX `violations_time` ON `violations` (`occurred_at`);--> statement-breakpoint
CREATE INDEX `violations_county` ON `violations` (`county_code`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `violations_enterprise` ON `violations` (`enterprise_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `violations_organisation` ON `violations` (`organisation_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `violations_plate` ON `violations` (`plate`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `violations_machine` ON `violations` (`machine_id`) WHERE "violations"."machine_id" is not null;--> statement-breakpoint
CREATE INDEX `violations_vehicle` ON `violations` (`vehicle_id`) WHERE "violations"."vehicle_id" is not null;