DROP INDEX "passages_plate";--> statement-breakpoint
CREATE INDEX "passages_plate" ON "passages" USING btree ("plate","passed_at","enterprise_id");