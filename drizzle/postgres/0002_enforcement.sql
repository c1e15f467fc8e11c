CREATE TABLE "alert_counties" (
	"order_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"county_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"order_number" text,
	"issuer" text,
	"level" text NOT NULL,
	"county_codes" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"restrictions" text NOT NULL,
	"closed_hours" text NOT NULL,
	"note" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"serial" integer NOT NULL,
	"order_number" text,
	"current_revision" integer NOT NULL,
	"span_from" timestamp(3) with time zone NOT NULL,
	"span_until" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
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
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"reason" text,
	"remedy" text,
	"job_ids" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"step" text NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"reason" text,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"finding" text NOT NULL,
	"reason" text NOT NULL,
	"violation_ids" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"made_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	"said_by" text,
	"text" text NOT NULL,
	"late" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_violations" (
	"case_id" uuid NOT NULL,
	"violation_id" uuid NOT NULL,
	"added_at" timestamp(3) with time zone NOT NULL,
	"added_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"offender_type" text NOT NULL,
	"offender_key" text NOT NULL,
	"offender" text NOT NULL,
	"organisation_id" uuid,
	"plate" text,
	"plate_colour" text,
	"status" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"decide_by" date NOT NULL,
	"answer_by" date,
	"noticed_at" timestamp(3) with time zone,
	"outcome" text,
	"decided_at" timestamp(3) with time zone,
	"decision_reason" text,
	"transferred_to" text,
	"resumes_to" text,
	"suspended_at" timestamp(3) with time zone,
	"told" text
);
--> statement-breakpoint
CREATE TABLE "exemptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid,
	"plate" text,
	"plate_colour" text,
	"clause" text,
	"order_id" uuid,
	"category" text,
	"granted_from" timestamp(3) with time zone NOT NULL,
	"granted_until" timestamp(3) with time zone NOT NULL,
	"planned_until" timestamp(3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"county_code" text,
	"organisation_id" uuid,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"granted_by" uuid NOT NULL,
	"revoked_from" timestamp(3) with time zone,
	"revocation_reason" text,
	"revoked_at" timestamp(3) with time zone,
	"revoked_by" uuid
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
CREATE TABLE "followers" (
	"name" text PRIMARY KEY NOT NULL,
	"after_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_silences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"noticed_at" timestamp(3) with time zone NOT NULL,
	"heard_at" timestamp(3) with time zone,
	"closed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "look_backs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"looks_from" timestamp(3) with time zone NOT NULL,
	"looks_until" timestamp(3) with time zone NOT NULL,
	"missed" boolean,
	"stale" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"county_code" text,
	"organisation_id" uuid,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"number" text NOT NULL,
	"status" text NOT NULL,
	"template" text NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"evidence_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"served_at" timestamp(3) with time zone,
	"service" text,
	"withdrawn_at" timestamp(3) with time zone,
	"withdrawn_reason" text
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"in_app" boolean NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"summary" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"link" text,
	"count" integer NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"read_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"sender" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"organisation_id" uuid,
	"plate" text NOT NULL,
	"plate_colour" text,
	"vin" text,
	"vehicle_id" uuid,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"county_code" text,
	"result" text NOT NULL,
	"details" text NOT NULL,
	"findings" text NOT NULL,
	"follow_up" text NOT NULL,
	"followed_up_at" timestamp(3) with time zone,
	"followed_up_by" uuid,
	"follow_up_reason" text,
	"voided_at" timestamp(3) with time zone,
	"voided_by" uuid,
	"void_reason" text,
	"received_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passage_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"passage_id" uuid NOT NULL,
	"cargo" text,
	"barrier" text,
	"barrier_reason" text,
	"next_digest" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"based_on" text,
	"status" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	"withdraw_reason" text
);
--> statement-breakpoint
CREATE TABLE "policy_preview_rows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"preview_id" uuid NOT NULL,
	"list" text NOT NULL,
	"key" text NOT NULL,
	"rank" integer NOT NULL,
	"newly" integer NOT NULL,
	"no_longer" integer NOT NULL,
	"changed" integer NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_previews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"policy_id" uuid NOT NULL,
	"document" text NOT NULL,
	"against" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"county_code" text,
	"judged_on" text NOT NULL,
	"job_id" uuid NOT NULL,
	"summary" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removal_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"stream" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"first_id" uuid NOT NULL,
	"last_id" uuid NOT NULL,
	"members" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retirement_letter_vehicles" (
	"letter_id" uuid NOT NULL,
	"vehicle_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retirement_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"number" text NOT NULL,
	"home" text NOT NULL,
	"addressee" text NOT NULL,
	"seen_from" timestamp(3) with time zone NOT NULL,
	"seen_until" timestamp(3) with time zone NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"evidence_id" uuid NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"sent_on" date,
	"sent_by" text,
	"answered_on" date,
	"answer" text,
	"withdrawn_reason" text
);
--> statement-breakpoint
CREATE TABLE "retirement_proofs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vehicle_id" uuid NOT NULL,
	"county_code" text,
	"organisation_id" uuid,
	"kind" text NOT NULL,
	"certificate_number" text NOT NULL,
	"retired_on" date NOT NULL,
	"recycler" text,
	"remarks" text,
	"status" text NOT NULL,
	"seen_in" text,
	"reason" text,
	"stands_for" uuid,
	"stands_by" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone,
	"decided_by" uuid
);
--> statement-breakpoint
CREATE TABLE "retirement_quotas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"year" integer NOT NULL,
	"vehicles" integer NOT NULL,
	"source" text NOT NULL,
	"decided_on" date NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seal_leaves" (
	"seal_id" uuid PRIMARY KEY NOT NULL,
	"leaves" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sellers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"credit_code" text,
	"county_code" text,
	"address" text,
	"listed_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL
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
CREATE TABLE "urea_months" (
	"enterprise_id" uuid NOT NULL,
	"month" text NOT NULL,
	"begun_at" timestamp(3) with time zone NOT NULL,
	"judged_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "urea_points" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"place_county" text NOT NULL,
	"kind" text NOT NULL,
	"free_of_charge" boolean NOT NULL,
	"closed_on" date,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "urea_refills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"own_key" text,
	"plate" text NOT NULL,
	"plate_colour" text NOT NULL,
	"refilled_at" timestamp(3) with time zone NOT NULL,
	"millilitres" integer NOT NULL,
	"point_id" uuid,
	"remarks" text,
	"status" text NOT NULL,
	"corrects_id" uuid,
	"replaced_by_id" uuid,
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"end_reason" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "urea_reporting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"starts_on" date NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
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
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"body" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"tried_at" timestamp(3) with time zone,
	"latency_ms" integer,
	"response_status" integer,
	"response_body" text,
	"error" text,
	"redelivery_of" uuid
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"county_code" text,
	"url" text NOT NULL,
	"topics" text NOT NULL,
	"secret_version" integer NOT NULL,
	"active" boolean NOT NULL,
	"disabled_reason" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"due_at" timestamp(3) with time zone,
	"claimed_until" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ADD COLUMN "stream" text;--> statement-breakpoint
ALTER TABLE "decision_history" ADD COLUMN "hold" boolean;--> statement-breakpoint
ALTER TABLE "decision_history" ADD COLUMN "next_digest" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "voided_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "tally" text;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "load_kg" integer;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "based_on" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "published_by" uuid;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "publish_reason" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "withdraw_reason" text;--> statement-breakpoint
ALTER TABLE "vehicles" ADD COLUMN "vin" text;--> statement-breakpoint
ALTER TABLE "vehicles" ADD COLUMN "seller_id" uuid;--> statement-breakpoint
ALTER TABLE "vehicles" ADD COLUMN "sale_outcome" text;--> statement-breakpoint
ALTER TABLE "vehicles" ADD COLUMN "sold_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_counties_row" ON "alert_counties" USING btree ("order_id","revision","county_code");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_revisions_order" ON "alert_revisions" USING btree ("order_id","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_serial" ON "alerts" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "alerts_number" ON "alerts" USING btree ("order_number");--> statement-breakpoint
CREATE INDEX "alerts_span" ON "alerts" USING btree ("span_until","span_from");--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_violations_pair" ON "appeal_violations" USING btree ("appeal_id","violation_id");--> statement-breakpoint
CREATE INDEX "appeal_violations_violation" ON "appeal_violations" USING btree ("violation_id","appeal_id");--> statement-breakpoint
CREATE INDEX "appeals_county" ON "appeals" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "appeals_organisation" ON "appeals" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "appeals_status" ON "appeals" USING btree ("status","decide_by","id");--> statement-breakpoint
CREATE INDEX "case_events_case" ON "case_events" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_findings_case" ON "case_findings" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "case_statements_case" ON "case_statements" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_violations_pair" ON "case_violations" USING btree ("case_id","violation_id");--> statement-breakpoint
CREATE INDEX "case_violations_violation" ON "case_violations" USING btree ("violation_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "cases_serial" ON "cases" USING btree ("year","county_code","serial");--> statement-breakpoint
CREATE INDEX "cases_county" ON "cases" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "cases_organisation" ON "cases" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "cases_offender" ON "cases" USING btree ("offender_key","id");--> statement-breakpoint
CREATE INDEX "cases_plate" ON "cases" USING btree ("plate","id");--> statement-breakpoint
CREATE INDEX "cases_status" ON "cases" USING btree ("status","decide_by","id");--> statement-breakpoint
CREATE INDEX "exemptions_subject" ON "exemptions" USING btree ("subject_id","granted_until");--> statement-breakpoint
CREATE INDEX "exemptions_plate" ON "exemptions" USING btree ("plate","granted_until");--> statement-breakpoint
CREATE INDEX "exemptions_organisation" ON "exemptions" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "exemptions_until" ON "exemptions" USING btree ("granted_until");--> statement-breakpoint
CREATE INDEX "fact_corrections_subject" ON "fact_corrections" USING btree ("subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_silences_standing" ON "gate_silences" USING btree ("gate_id","closed");--> statement-breakpoint
CREATE UNIQUE INDEX "look_backs_span" ON "look_backs" USING btree ("enterprise_id","looks_until","looks_from");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_number" ON "notices" USING btree ("number");--> statement-breakpoint
CREATE INDEX "notices_serial" ON "notices" USING btree ("year","county_code","serial");--> statement-breakpoint
CREATE INDEX "notices_case" ON "notices" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "notices_county" ON "notices" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "notices_organisation" ON "notices" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_preferences_topic" ON "notification_preferences" USING btree ("user_id","topic");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_key" ON "notifications" USING btree ("user_id","key");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "notifications_age" ON "notifications" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "observations_key" ON "observations" USING btree ("sender","source","external_id");--> statement-breakpoint
CREATE INDEX "observations_vehicle" ON "observations" USING btree ("vehicle_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "observations_plate" ON "observations" USING btree ("plate","occurred_at","id");--> statement-breakpoint
CREATE INDEX "observations_vin" ON "observations" USING btree ("vin","id");--> statement-breakpoint
CREATE INDEX "observations_time" ON "observations" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "observations_follow_up" ON "observations" USING btree ("follow_up","occurred_at","id");--> statement-breakpoint
CREATE INDEX "observations_organisation" ON "observations" USING btree ("organisation_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "passage_notes_passage" ON "passage_notes" USING btree ("passage_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_preview_rows_key" ON "policy_preview_rows" USING btree ("preview_id","list","key");--> statement-breakpoint
CREATE INDEX "policy_preview_rows_rank" ON "policy_preview_rows" USING btree ("preview_id","list","rank","id");--> statement-breakpoint
CREATE INDEX "policy_previews_county" ON "policy_previews" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "policy_previews_age" ON "policy_previews" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "removal_notes_range" ON "removal_notes" USING btree ("stream","first_id");--> statement-breakpoint
CREATE UNIQUE INDEX "retirement_letter_vehicles_pair" ON "retirement_letter_vehicles" USING btree ("letter_id","vehicle_id");--> statement-breakpoint
CREATE INDEX "retirement_letter_vehicles_vehicle" ON "retirement_letter_vehicles" USING btree ("vehicle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "retirement_letters_number" ON "retirement_letters" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "retirement_letters_serial" ON "retirement_letters" USING btree ("year","serial");--> statement-breakpoint
CREATE INDEX "retirement_letters_home" ON "retirement_letters" USING btree ("home","id");--> statement-breakpoint
CREATE UNIQUE INDEX "retirement_proofs_vehicle" ON "retirement_proofs" USING btree ("stands_for");--> statement-breakpoint
CREATE UNIQUE INDEX "retirement_proofs_certificate" ON "retirement_proofs" USING btree ("stands_by");--> statement-breakpoint
CREATE INDEX "retirement_proofs_county" ON "retirement_proofs" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "retirement_proofs_organisation" ON "retirement_proofs" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "retirement_proofs_day" ON "retirement_proofs" USING btree ("status","retired_on");--> statement-breakpoint
CREATE INDEX "retirement_quotas_year" ON "retirement_quotas" USING btree ("year","county_code","decided_on","id");--> statement-breakpoint
CREATE INDEX "retirement_quotas_county" ON "retirement_quotas" USING btree ("county_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sellers_key" ON "sellers" USING btree ("key");--> statement-breakpoint
CREATE INDEX "sellers_county" ON "sellers" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "spot_check_items_check" ON "spot_check_items" USING btree ("check_id","position");--> statement-breakpoint
CREATE INDEX "spot_check_items_enterprise" ON "spot_check_items" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "spot_check_items_county" ON "spot_check_items" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "spot_check_slots_check" ON "spot_check_slots" USING btree ("check_id","id");--> statement-breakpoint
CREATE INDEX "spot_checks_enterprise" ON "spot_checks" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "spot_checks_county" ON "spot_checks" USING btree ("county_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "urea_months_pair" ON "urea_months" USING btree ("enterprise_id","month");--> statement-breakpoint
CREATE INDEX "urea_months_month" ON "urea_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "urea_points_enterprise" ON "urea_points" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "urea_points_county" ON "urea_points" USING btree ("county_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "urea_refills_key" ON "urea_refills" USING btree ("enterprise_id","own_key");--> statement-breakpoint
CREATE INDEX "urea_refills_plate" ON "urea_refills" USING btree ("plate","refilled_at","id");--> statement-breakpoint
CREATE INDEX "urea_refills_enterprise" ON "urea_refills" USING btree ("enterprise_id","refilled_at","id");--> statement-breakpoint
CREATE INDEX "urea_refills_county" ON "urea_refills" USING btree ("county_code","refilled_at","id");--> statement-breakpoint
CREATE INDEX "urea_refills_time" ON "urea_refills" USING btree ("refilled_at","id");--> statement-breakpoint
CREATE INDEX "urea_reporting_enterprise" ON "urea_reporting" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "urea_reporting_county" ON "urea_reporting" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "violation_events_violation" ON "violation_events" USING btree ("violation_id","id");--> statement-breakpoint
CREATE INDEX "violation_events_cause" ON "violation_events" USING btree ("cause","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_queue" ON "webhook_deliveries" USING btree ("webhook_id","status","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_age" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhooks_due" ON "webhooks" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "webhooks_organisation" ON "webhooks" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "audit_time" ON "audit" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "passages_untallied" ON "passages" USING btree ("id") WHERE "passages"."tally" is null;--> statement-breakpoint
CREATE INDEX "vehicles_vin" ON "vehicles" USING btree ("vin","id");--> statement-breakpoint
CREATE INDEX "vehicles_seller" ON "vehicles" USING btree ("seller_id","id");