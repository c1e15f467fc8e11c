CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"request_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" text NOT NULL,
	"salt" text,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_id" uuid NOT NULL,
	"last_id" uuid NOT NULL,
	"count" integer NOT NULL,
	"root" text NOT NULL,
	"previous" text NOT NULL,
	"seal" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"passage_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"basis" text NOT NULL,
	"policy" text,
	"law_at" timestamp(3) with time zone NOT NULL,
	"facts" text NOT NULL,
	"outcomes" text NOT NULL,
	"judged_at" timestamp(3) with time zone NOT NULL,
	"replaced_at" timestamp(3) with time zone NOT NULL,
	"cause" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enterprise_facts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"sector" text NOT NULL,
	"in_planning_area" boolean NOT NULL,
	"annual_freight_tonnes" integer,
	"rail_line_completed_on" date,
	"key_vehicle_user" boolean NOT NULL,
	"performance_grade" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_keys" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"passage_id" uuid NOT NULL,
	"content_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"media_type" text NOT NULL,
	"folder" text NOT NULL,
	"kind" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"file_name" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "filing_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"filing_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"reason" text,
	"resubmit_by" date
);
--> statement-breakpoint
CREATE TABLE "filings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"machine_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"status" text NOT NULL,
	"planned_entry_on" date NOT NULL,
	"planned_exit_on" date NOT NULL,
	"submitted_at" timestamp(3) with time zone NOT NULL,
	"accepted_at" timestamp(3) with time zone,
	"returned_at" timestamp(3) with time zone,
	"resubmit_by" date,
	"closed_at" timestamp(3) with time zone,
	"reason" text,
	"entered_at" timestamp(3) with time zone,
	"exited_at" timestamp(3) with time zone,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "gates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"name" text NOT NULL,
	"direction" text NOT NULL,
	"mode" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_heartbeat_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer NOT NULL,
	"headers" text NOT NULL,
	"body" text,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"machine_id" uuid NOT NULL,
	"inspected_at" timestamp(3) with time zone NOT NULL,
	"working" boolean,
	"smoke_class" text,
	"readings" text,
	"ringelmann" integer,
	"remarks" text,
	"result" text NOT NULL,
	"judgement" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"payload" text NOT NULL,
	"cursor" text,
	"done" integer NOT NULL,
	"total" integer,
	"attempts" integer NOT NULL,
	"error" text,
	"run_after" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machine_codes" (
	"scheme" text NOT NULL,
	"code" text NOT NULL,
	"machine_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machine_counties" (
	"machine_id" uuid NOT NULL,
	"county_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "machines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"origin" text NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"environmental_code" text,
	"mein" text,
	"pin" text,
	"manufacturer" text,
	"serial_number" text,
	"disclosure_number" text,
	"model" text,
	"produced_on" date,
	"engine_manufacturer" text,
	"engine_model" text,
	"engine_number" text,
	"power_w" integer,
	"fuel" text,
	"emission_stage" text NOT NULL,
	"owner_name" text,
	"owner_phone" text,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"credit_code" text NOT NULL,
	"county_code" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"payload" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"delivered_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "passages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"event_id" text NOT NULL,
	"passed_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"direction" text NOT NULL,
	"plate_raw" text,
	"plate" text NOT NULL,
	"plate_colour" text,
	"confidence_e4" integer,
	"lane" integer,
	"asserted" text,
	"cargo" text,
	"barrier" text,
	"barrier_reason" text,
	"access_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"basis" text NOT NULL,
	"hold" boolean NOT NULL,
	"policy" text,
	"law_at" timestamp(3) with time zone NOT NULL,
	"facts" text NOT NULL,
	"outcomes" text NOT NULL,
	"judged_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plate_bindings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plate" text NOT NULL,
	"plate_colour" text NOT NULL,
	"vehicle_id" uuid NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"closed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"document" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prohibitions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"machine_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"inspection_id" uuid NOT NULL,
	"status" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"lifted_at" timestamp(3) with time zone,
	"lifted_by_inspection_id" uuid
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"used_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "site_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"site_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"machine_id" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone NOT NULL,
	"working" boolean,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"county_code" text NOT NULL,
	"address" text NOT NULL,
	"longitude_e6" integer,
	"latitude_e6" integer,
	"permit_number" text,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"organisation_id" uuid,
	"county_code" text,
	"active" boolean NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vehicle_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vehicle_id" uuid NOT NULL,
	"effective_on" date,
	"source" text NOT NULL,
	"facts" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vehicle_declarants" (
	"vehicle_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vehicles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plate" text NOT NULL,
	"plate_colour" text NOT NULL,
	"verified" boolean NOT NULL,
	"status" text NOT NULL,
	"emission_stage" text NOT NULL,
	"retirement" text,
	"retirement_county" text,
	"retirement_inferred" boolean NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "violation_rules" (
	"violation_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"clause" text NOT NULL,
	"county_code" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "violations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_key" text NOT NULL,
	"effect" text NOT NULL,
	"rule" text NOT NULL,
	"clause" text NOT NULL,
	"also_rules" text NOT NULL,
	"policy" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"legal_day" date NOT NULL,
	"before_publication" boolean NOT NULL,
	"county_code" text,
	"status" text NOT NULL,
	"enterprise_id" uuid,
	"organisation_id" uuid,
	"gate_id" uuid,
	"vehicle_id" uuid,
	"plate" text,
	"plate_colour" text,
	"emission_stage" text,
	"machine_id" uuid,
	"site_id" uuid,
	"seller_name" text,
	"seller_credit_code" text,
	"evidence" text NOT NULL,
	"why" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_type","subject_id","id");--> statement-breakpoint
CREATE INDEX "decision_history_passage" ON "decision_history" USING btree ("passage_id","id");--> statement-breakpoint
CREATE INDEX "enterprise_facts_enterprise" ON "enterprise_facts" USING btree ("enterprise_id","valid_from");--> statement-breakpoint
CREATE INDEX "evidence_subject" ON "evidence" USING btree ("subject_type","subject_id","id");--> statement-breakpoint
CREATE INDEX "evidence_sha256" ON "evidence" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "filing_events_filing" ON "filing_events" USING btree ("filing_id","id");--> statement-breakpoint
CREATE INDEX "filings_machine" ON "filings" USING btree ("machine_id","site_id");--> statement-breakpoint
CREATE INDEX "filings_organisation" ON "filings" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "filings_county" ON "filings" USING btree ("county_code","status","id");--> statement-breakpoint
CREATE INDEX "filings_returned" ON "filings" USING btree ("status","resubmit_by");--> statement-breakpoint
CREATE INDEX "gate_tokens_gate" ON "gate_tokens" USING btree ("gate_id");--> statement-breakpoint
CREATE INDEX "gates_enterprise" ON "gates" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_actor_key" ON "idempotency" USING btree ("actor_id","key");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "inspections_machine" ON "inspections" USING btree ("machine_id","inspected_at");--> statement-breakpoint
CREATE INDEX "inspections_county" ON "inspections" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("status","run_after");--> statement-breakpoint
CREATE UNIQUE INDEX "machine_codes_code" ON "machine_codes" USING btree ("code","scheme");--> statement-breakpoint
CREATE INDEX "machine_codes_machine" ON "machine_codes" USING btree ("machine_id");--> statement-breakpoint
CREATE UNIQUE INDEX "machine_counties_pair" ON "machine_counties" USING btree ("machine_id","county_code");--> statement-breakpoint
CREATE INDEX "machine_counties_county" ON "machine_counties" USING btree ("county_code","machine_id");--> statement-breakpoint
CREATE INDEX "machines_organisation" ON "machines" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_credit_code" ON "organisations" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "organisations_county" ON "organisations" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("delivered_at","id");--> statement-breakpoint
CREATE INDEX "passages_plate" ON "passages" USING btree ("plate","passed_at","id");--> statement-breakpoint
CREATE INDEX "passages_enterprise" ON "passages" USING btree ("enterprise_id","passed_at","id");--> statement-breakpoint
CREATE INDEX "passages_time" ON "passages" USING btree ("passed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "plate_bindings_open" ON "plate_bindings" USING btree ("plate","plate_colour","closed");--> statement-breakpoint
CREATE INDEX "plate_bindings_vehicle" ON "plate_bindings" USING btree ("vehicle_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_code_version" ON "policies" USING btree ("code","version");--> statement-breakpoint
CREATE INDEX "prohibitions_machine" ON "prohibitions" USING btree ("machine_id");--> statement-breakpoint
CREATE INDEX "prohibitions_county" ON "prohibitions" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "site_entries_machine" ON "site_entries" USING btree ("machine_id","site_id");--> statement-breakpoint
CREATE INDEX "site_entries_county" ON "site_entries" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "sites_organisation" ON "sites" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "sites_county" ON "sites" USING btree ("county_code","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username" ON "users" USING btree ("username");--> statement-breakpoint
CREATE INDEX "users_organisation" ON "users" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "vehicle_changes_vehicle" ON "vehicle_changes" USING btree ("vehicle_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "vehicle_declarants_pair" ON "vehicle_declarants" USING btree ("vehicle_id","organisation_id");--> statement-breakpoint
CREATE INDEX "vehicle_declarants_organisation" ON "vehicle_declarants" USING btree ("organisation_id","vehicle_id");--> statement-breakpoint
CREATE INDEX "vehicles_plate" ON "vehicles" USING btree ("plate");--> statement-breakpoint
CREATE INDEX "vehicles_retirement" ON "vehicles" USING btree ("retirement","retirement_county","id");--> statement-breakpoint
CREATE UNIQUE INDEX "violation_rules_pair" ON "violation_rules" USING btree ("violation_id","rule");--> statement-breakpoint
CREATE INDEX "violation_rules_rule" ON "violation_rules" USING btree ("rule","county_code","occurred_at","violation_id");--> statement-breakpoint
CREATE INDEX "violation_rules_clause" ON "violation_rules" USING btree ("clause","county_code","occurred_at","violation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "violations_subject" ON "violations" USING btree ("subject_key","kind");--> statement-breakpoint
CREATE INDEX "violations_time" ON "violations" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "violations_county" ON "violations" USING btree ("county_code","occurred_at","id");--> statement-breakpoint
CREATE INDEX "violations_enterprise" ON "violations" USING btree ("enterprise_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "violations_organisation" ON "violations" USING btree ("organisation_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "violations_plate" ON "violations" USING btree ("plate","occurred_at","id");--> statement-breakpoint
CREATE INDEX "violations_machine" ON "violations" USING btree ("machine_id");--> statement-breakpoint
CREATE INDEX "violations_vehicle" ON "violations" USING btree ("vehicle_id");