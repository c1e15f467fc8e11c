import { type PreviewPart, previewStep, writePreviewPart } from '../actions/policies/preview.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { Reader } from '../store/store.ts';
import type { PreparedJob } from './runner.ts';

/** Previews a draft over a past period, some things at a time: reads apart from everything else, and writes only what it found. */
export function policyPreviewJob(deps: {
  readonly bulk: Reader;
  readonly policies: () => PolicySet;
  readonly newId: () => string;
}): PreparedJob<PreviewPart> {
  return {
    prepare: (job, now) => previewStep(deps.bulk, job, { policies: deps.policies(), newId: deps.newId, now }),
    write: (tx, _job, _now, part) => writePreviewPart(tx, part),
  };
}
