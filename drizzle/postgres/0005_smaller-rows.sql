CREATE TABLE "explanations" (
	"key" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "passages_plate";--> statement-breakpoint
DROP INDEX "passages_enterprise";--> statement-breakpoint
DROP INDEX "passages_time";--> statement-breakpoint
DROP INDEX "violations_time";--> statement-breakpoint
DROP INDEX "violations_county";--> statement-breakpoint
DROP INDEX "violations_enterprise";--> statement-breakpoint
DROP INDEX "violations_organisation";--> statement-breakpoint
DROP INDEX "violations_plate";--> statement-breakpoint
DROP INDEX "violations_machine";--> statement-breakpoint
DROP INDEX "violations_vehicle";--> statement-breakpoint
CREATE INDEX "passages_plate" ON "passages" USING btree ("plate","passed_at");--> statement-breakpoint
CREATE INDEX "passages_enterprise" ON "passages" USING btree ("enterprise_id","passed_at");--> statement-breakpoint
CREATE INDEX "passages_time" ON "passages" USING btree ("passed_at");--> statement-breakpoint
CREATE INDEX "violations_time" ON "violations" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "violations_county" ON "violations" USING btree ("county_code","occurred_at");--> statement-breakpoint
CREATE INDEX "violations_enterprise" ON "violations" USING btree ("enterprise_id","occurred_at");--> statement-breakpoint
CREATE INDEX "violations_organisation" ON "violations" USING btree ("organisation_id","occurred_at");--> statement-breakpoint
CREATE INDEX "violations_plate" ON "violations" USING btree ("plate","occurred_at");--> statement-breakpoint
CREATE INDEX "violations_machine" ON "violations" USING btree ("machine_id") WHERE "violations"."machine_id" is not null;--> statement-breakpoint
CREATE INDEX "violations_vehicle" ON "violations" USING btree ("vehicle_id") WHERE "violations"."vehicle_id" is not null;