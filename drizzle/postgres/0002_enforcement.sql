CREATE TABLE "appeal_violations" (
	"appeal_id" uuid NOT NULL,
	"violation_id" uuid NOT NULL,
	"status_before" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"organisation_id" uuid,
	"county_code" text,
	"grounds" text NOT NULL,
	"statement" text NOT NULL,
	"claimed" text,
	"appellant_name" text,
	"late" boolean NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	"submitted_by" uuid NOT NULL,
	"decide_by" date NOT NULL,
	"decided_at" timestamp(3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"remedy" text,
	"job_ids" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"fact" text NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	"reason" text NOT NULL,
	"cause" text,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spot_check_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid,
	"slot_id" uuid,
	"sample" text NOT NULL,
	"verdict" text NOT NULL,
	"finding" text,
	"checked_at" timestamp(3) with time zone,
	"checked_by" uuid,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "spot_check_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"gate_id" uuid NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"seen" integer NOT NULL,
	"missing" integer NOT NULL,
	"remark" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spot_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"seed" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"drawn" text NOT NULL,
	"status" text NOT NULL,
	"summary" text,
	"items_checked" integer,
	"items_wrong" integer,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "violation_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"violation_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text,
	"cause" text
);
--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "voided_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "tally" text;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "load_kg" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_violations_pair" ON "appeal_violations" USING btree ("appeal_id","violation_id");--> statement-breakpoint
CREATE INDEX "appeal_violations_violation" ON "appeal_violations" USING btree ("violation_id","appeal_id");--> statement-breakpoint
CREATE INDEX "appeals_county" ON "appeals" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "appeals_organisation" ON "appeals" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "appeals_status" ON "appeals" USING btree ("status","decide_by","id");--> statement-breakpoint
CREATE INDEX "fact_corrections_subject" ON "fact_corrections" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "spot_check_items_check" ON "spot_check_items" USING btree ("check_id","position");--> statement-breakpoint
CREATE INDEX "spot_check_items_enterprise" ON "spot_check_items" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "spot_check_items_county" ON "spot_check_items" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "spot_check_slots_check" ON "spot_check_slots" USING btree ("check_id","id");--> statement-breakpoint
CREATE INDEX "spot_checks_enterprise" ON "spot_checks" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "spot_checks_county" ON "spot_checks" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "violation_events_violation" ON "violation_events" USING btree ("violation_id","id");--> statement-breakpoint
CREATE INDEX "violation_events_cause" ON "violation_events" USING btree ("cause","id");--> statement-breakpoint
CREATE INDEX "passages_untallied" ON "passages" USING btree ("id") WHERE "passages"."tally" is null;