CREATE TABLE "clean_transport" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"month" text NOT NULL,
	"mode" text NOT NULL,
	"direction" text NOT NULL,
	"cargo" text NOT NULL,
	"kg" integer NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device_id" uuid NOT NULL,
	"gate_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"request" text NOT NULL,
	"sha256" text NOT NULL,
	"folder" text NOT NULL,
	"bytes" integer NOT NULL,
	"status" text NOT NULL,
	"passage_ids" text,
	"closed_at" timestamp(3) with time zone,
	"closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"name" text NOT NULL,
	"protocol" text NOT NULL,
	"direction" text NOT NULL,
	"lane" integer,
	"may_open" boolean NOT NULL,
	"hash" text NOT NULL,
	"username" text,
	"digest_key" text,
	"identity" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"last_seen_at" timestamp(3) with time zone,
	"last_skew_s" integer,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "early_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_key" "bytea" NOT NULL,
	"device_id" uuid NOT NULL,
	"cargo" text,
	"photos" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_counts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"day" date NOT NULL,
	"passages" integer NOT NULL,
	"cargo" integer,
	"checks" integer,
	"declared_at" timestamp(3) with time zone NOT NULL,
	"declared_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"policy" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"count" integer NOT NULL,
	"digest" text NOT NULL,
	"entries" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"plate" text,
	"held_from" timestamp(3) with time zone NOT NULL,
	"held_until" timestamp(3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"released_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "plant_equipment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"county_code" text NOT NULL,
	"kind" text NOT NULL,
	"environmental_code" text,
	"plate" text,
	"plate_colour" text,
	"vin" text,
	"category" text,
	"pin" text,
	"mein" text,
	"disclosure_number" text,
	"manufacturer" text,
	"brand_model" text,
	"produced_on" date,
	"registered_on" date,
	"fuel" text,
	"emission_stage" text NOT NULL,
	"network_status" text,
	"engine_number" text,
	"engine_model" text,
	"engine_manufacturer" text,
	"power_w" integer,
	"owner_name" text,
	"entered_on" date,
	"left_on" date,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plate_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"passage_id" uuid NOT NULL,
	"plate_before" text NOT NULL,
	"colour_before" text,
	"plate_after" text NOT NULL,
	"colour_after" text,
	"reason" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "device_id" uuid;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "device_time" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "resent" boolean;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "alternatives" text;--> statement-breakpoint
ALTER TABLE "passages" ADD COLUMN "list_version" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "clean_transport_row" ON "clean_transport" USING btree ("enterprise_id","month","mode","direction","cargo");--> statement-breakpoint
CREATE INDEX "dead_letters_device" ON "dead_letters" USING btree ("device_id","id");--> statement-breakpoint
CREATE INDEX "dead_letters_county" ON "dead_letters" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "devices_gate" ON "devices" USING btree ("gate_id","id");--> statement-breakpoint
CREATE INDEX "devices_county" ON "devices" USING btree ("county_code","id");--> statement-breakpoint
CREATE INDEX "early_notes_event" ON "early_notes" USING btree ("event_key");--> statement-breakpoint
CREATE INDEX "early_notes_age" ON "early_notes" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_counts_day" ON "gate_counts" USING btree ("gate_id","day");--> statement-breakpoint
CREATE INDEX "gate_counts_enterprise" ON "gate_counts" USING btree ("enterprise_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "gate_lists_version" ON "gate_lists" USING btree ("enterprise_id","version");--> statement-breakpoint
CREATE INDEX "legal_holds_enterprise" ON "legal_holds" USING btree ("enterprise_id","id");--> statement-breakpoint
CREATE INDEX "plant_equipment_enterprise" ON "plant_equipment" USING btree ("enterprise_id","kind","id");--> statement-breakpoint
CREATE INDEX "plate_corrections_passage" ON "plate_corrections" USING btree ("passage_id","id");