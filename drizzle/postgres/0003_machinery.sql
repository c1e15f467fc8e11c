CREATE TABLE "county_settings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"county_code" text NOT NULL,
	"version" integer NOT NULL,
	"auto_accept" text NOT NULL,
	"required_photos" text NOT NULL,
	"review_working_days" integer,
	"since" timestamp(3) with time zone NOT NULL,
	"set_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exemption_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"county_code" text,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"clause" text,
	"order_id" uuid,
	"zone_id" uuid,
	"category" text,
	"asked_from" timestamp(3) with time zone NOT NULL,
	"asked_until" timestamp(3) with time zone NOT NULL,
	"grounds" text NOT NULL,
	"status" text NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	"submitted_by" uuid NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"closed_by" uuid,
	"reason" text,
	"exemption_id" uuid
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"manager" boolean NOT NULL,
	"note" text,
	"hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"accepted_at" timestamp(3) with time zone,
	"user_id" uuid,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "machine_arrivals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"passage_id" uuid NOT NULL,
	"machine_id" uuid NOT NULL,
	"filing_id" uuid,
	"enterprise_id" uuid NOT NULL,
	"gate_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"passed_at" timestamp(3) with time zone NOT NULL,
	"linked_at" timestamp(3) with time zone NOT NULL,
	"linked_by" uuid NOT NULL,
	"linked_for" uuid,
	"unlinked_at" timestamp(3) with time zone,
	"unlinked_by" uuid
);
--> statement-breakpoint
CREATE TABLE "machine_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"machine_id" uuid NOT NULL,
	"claimant_id" uuid NOT NULL,
	"claimant_county" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"holder_county" text NOT NULL,
	"grounds" text NOT NULL,
	"statement" text,
	"status" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"answer_by" date NOT NULL,
	"contested_at" timestamp(3) with time zone,
	"contested_by" uuid,
	"objection" text,
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "machine_holdings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"machine_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone,
	"claim_id" uuid
);
--> statement-breakpoint
CREATE TABLE "machine_life_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"machine_id" uuid NOT NULL,
	"status" text NOT NULL,
	"day" date NOT NULL,
	"reason" text,
	"at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machine_retrofits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"machine_id" uuid NOT NULL,
	"what" text NOT NULL,
	"retrofitted_on" date NOT NULL,
	"workshop" text NOT NULL,
	"certificate_number" text,
	"after_treatment" text,
	"evidence_ids" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machine_verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"machine_id" uuid NOT NULL,
	"emission_stage" text NOT NULL,
	"basis" text NOT NULL,
	"stage_before" text NOT NULL,
	"remarks" text,
	"evidence_ids" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"verified_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prohibition_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"prohibition_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"county_code" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"number" text NOT NULL,
	"template" text NOT NULL,
	"content" text NOT NULL,
	"digest" text NOT NULL,
	"evidence_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"served_at" timestamp(3) with time zone,
	"service" text
);
--> statement-breakpoint
CREATE TABLE "sign_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"credit_code" text NOT NULL,
	"name" text NOT NULL,
	"county_code" text NOT NULL,
	"contact_name" text,
	"contact_phone" text,
	"address" text,
	"username" text,
	"password_hash" text,
	"secret_hash" text NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	"decided_at" timestamp(3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"organisation_id" uuid,
	"user_id" uuid,
	"joined" boolean
);
--> statement-breakpoint
CREATE TABLE "site_units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"site_organisation_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"since" date NOT NULL,
	"until" date,
	"added_at" timestamp(3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"confirmed_at" timestamp(3) with time zone,
	"confirmed_by" uuid,
	"closed_at" timestamp(3) with time zone,
	"closed_by" uuid,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "zones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"series_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"replaces_id" uuid,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"document" text NOT NULL,
	"citation" text NOT NULL,
	"polygons" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date,
	"min_stage" text,
	"smoke_class" text,
	"categories" text,
	"fuels" text,
	"exempted" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone,
	"published_by" uuid,
	"ended_at" timestamp(3) with time zone,
	"ended_by" uuid,
	"end_reason" text
);
--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "zone_id" uuid;--> statement-breakpoint
ALTER TABLE "exemptions" ADD COLUMN "public_reason" text;--> statement-breakpoint
ALTER TABLE "filing_events" ADD COLUMN "actor_kind" text DEFAULT 'user' NOT NULL;--> statement-breakpoint
ALTER TABLE "filing_events" ADD COLUMN "actor_role" text;--> statement-breakpoint
ALTER TABLE "filing_events" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "remarks" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "year" integer;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "serial" integer;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "review_by" date;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "review_told" text;--> statement-breakpoint
ALTER TABLE "filings" ADD COLUMN "site_organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "reading_times" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "ambient" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "instrument" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "departments" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "longitude_e6" integer;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "latitude_e6" integer;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "client_id" text;--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "client_digest" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "other_category" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "used_for" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "stage_basis" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "stage_verified_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "after_treatment" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "holding" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "lessor_name" text;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "status" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "machines" ADD COLUMN "status_on" date;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "contact_name" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "contact_phone" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "prohibitions" ADD COLUMN "retest_by" date;--> statement-breakpoint
ALTER TABLE "site_entries" ADD COLUMN "reporter_organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "site_entries" ADD COLUMN "client_id" text;--> statement-breakpoint
ALTER TABLE "site_entries" ADD COLUMN "client_digest" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "organisation_role" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "permit_issuer" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "permit_issued_on" date;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "boundary" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "closed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "closed_by" uuid;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "enterprise_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "manager" boolean;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "stopped_by" text;--> statement-breakpoint
CREATE UNIQUE INDEX "county_settings_version" ON "county_settings" USING btree ("county_code","version");--> statement-breakpoint
CREATE INDEX "exemption_requests_organisation" ON "exemption_requests" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "exemption_requests_county" ON "exemption_requests" USING btree ("county_code","status","id");--> statement-breakpoint
CREATE INDEX "exemption_requests_subject" ON "exemption_requests" USING btree ("subject_id","status");--> statement-breakpoint
CREATE INDEX "invitations_organisation" ON "invitations" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "invitations_expiry" ON "invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "invitations_user" ON "invitations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "machine_arrivals_passage" ON "machine_arrivals" USING btree ("passage_id","id");--> statement-breakpoint
CREATE INDEX "machine_arrivals_machine" ON "machine_arrivals" USING btree ("machine_id","id");--> statement-breakpoint
CREATE INDEX "machine_claims_machine" ON "machine_claims" USING btree ("machine_id","id");--> statement-breakpoint
CREATE INDEX "machine_claims_claimant" ON "machine_claims" USING btree ("claimant_id","id");--> statement-breakpoint
CREATE INDEX "machine_claims_holder" ON "machine_claims" USING btree ("holder_id","id");--> statement-breakpoint
CREATE INDEX "machine_holdings_machine" ON "machine_holdings" USING btree ("machine_id","since");--> statement-breakpoint
CREATE INDEX "machine_holdings_organisation" ON "machine_holdings" USING btree ("organisation_id","machine_id");--> statement-breakpoint
CREATE INDEX "machine_life_events_machine" ON "machine_life_events" USING btree ("machine_id","id");--> statement-breakpoint
CREATE INDEX "machine_retrofits_machine" ON "machine_retrofits" USING btree ("machine_id","id");--> statement-breakpoint
CREATE INDEX "machine_verifications_machine" ON "machine_verifications" USING btree ("machine_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_expiry" ON "password_resets" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "prohibition_notices_number" ON "prohibition_notices" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "prohibition_notices_prohibition" ON "prohibition_notices" USING btree ("prohibition_id","kind");--> statement-breakpoint
CREATE INDEX "prohibition_notices_serial" ON "prohibition_notices" USING btree ("kind","year","county_code","serial");--> statement-breakpoint
CREATE INDEX "sign_ups_county" ON "sign_ups" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "sign_ups_credit_code" ON "sign_ups" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "sign_ups_decided" ON "sign_ups" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "sign_ups_user" ON "sign_ups" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "site_units_site" ON "site_units" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "site_units_organisation" ON "site_units" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "site_units_owner" ON "site_units" USING btree ("site_organisation_id","id");--> statement-breakpoint
CREATE INDEX "site_units_county" ON "site_units" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "zones_series" ON "zones" USING btree ("series_id","version");--> statement-breakpoint
CREATE INDEX "zones_status" ON "zones" USING btree ("status","from_day");--> statement-breakpoint
CREATE INDEX "filings_review" ON "filings" USING btree ("status","review_by");--> statement-breakpoint
CREATE INDEX "filings_number" ON "filings" USING btree ("number");--> statement-breakpoint
CREATE INDEX "filings_serial" ON "filings" USING btree ("year","county_code","serial");--> statement-breakpoint
CREATE INDEX "filings_planned_exit" ON "filings" USING btree ("planned_exit_on","status");--> statement-breakpoint
CREATE INDEX "filings_site" ON "filings" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "filings_site_organisation" ON "filings" USING btree ("site_organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspections_client" ON "inspections" USING btree ("recorded_by","client_id");--> statement-breakpoint
CREATE INDEX "prohibitions_status" ON "prohibitions" USING btree ("status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "site_entries_client" ON "site_entries" USING btree ("recorded_by","client_id");--> statement-breakpoint
CREATE INDEX "site_entries_site" ON "site_entries" USING btree ("site_id","entered_at");