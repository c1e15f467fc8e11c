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
CREATE INDEX "violation_events_violation" ON "violation_events" USING btree ("violation_id","id");