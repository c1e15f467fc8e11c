CREATE TABLE "access_sums" (
	"span" text NOT NULL,
	"starts_on" date NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"direction" text NOT NULL,
	"tally" text NOT NULL,
	"shard" integer NOT NULL,
	"count" bigint NOT NULL,
	"kg" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "prohibition_notices_prohibition";--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "extension_unreviewed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "prohibition_notices" ADD COLUMN "inspection_id" uuid;--> statement-breakpoint
UPDATE "prohibition_notices" SET "inspection_id" = (SELECT CASE WHEN "prohibition_notices"."kind" = 'lifting' THEN coalesce(p."lifted_by_inspection_id", p."inspection_id") ELSE p."inspection_id" END FROM "prohibitions" p WHERE p."id" = "prohibition_notices"."prohibition_id");--> statement-breakpoint
ALTER TABLE "zones" ADD COLUMN "replaced_by_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "access_sums_key" ON "access_sums" USING btree ("span","starts_on","enterprise_id","county_code","direction","tally","shard");--> statement-breakpoint
INSERT INTO access_sums (span, starts_on, enterprise_id, county_code, direction, tally, shard, count, kg) SELECT 'day', (passed_at at time zone 'Asia/Shanghai')::date, enterprise_id, county_code, direction, coalesce(tally, 'uXuu-'), 0, count(*), coalesce(sum(load_kg), 0) FROM passages WHERE access_id = id AND (barrier IS NULL OR barrier <> 'refused') GROUP BY 2, 3, 4, 5, 6;--> statement-breakpoint
INSERT INTO access_sums (span, starts_on, enterprise_id, county_code, direction, tally, shard, count, kg) SELECT 'month', date_trunc('month', starts_on)::date, enterprise_id, county_code, direction, tally, 0, sum(count), sum(kg) FROM access_sums WHERE span = 'day' GROUP BY 2, 3, 4, 5, 6;--> statement-breakpoint
CREATE INDEX "inspections_site" ON "inspections" USING btree ("site_id","inspected_at");--> statement-breakpoint
CREATE INDEX "invitations_maker" ON "invitations" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "prohibition_notices_prohibition" ON "prohibition_notices" USING btree ("prohibition_id","kind","inspection_id");