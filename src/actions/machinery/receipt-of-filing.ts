import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingState } from '../../domain/machinery/filing.ts';
import type { ReceiptContent } from '../../domain/machinery/filing-receipt.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { Judging } from './context.ts';
import { getFiling } from './get-filing.ts';
import { policyFor } from './parameters.ts';

/** What the receipt of a filing says, for whoever reads the filing. */
export async function receiptOfFiling(
  reader: Reader,
  actor: Actor,
  id: string,
  { policies }: Judging,
): Promise<ReceiptContent> {
  const filing = await getFiling(reader, actor, id);
  const site = await reader.sites.find(filing.siteId);
  const machine = await reader.machines.find(filing.machineId);
  const unit = await reader.organisations.find(filing.organisationId);
  if (!site || !machine || !unit) throw notFound();
  const owner = filing.siteOrganisationId ? await reader.organisations.find(filing.siteOrganisationId) : undefined;
  const events = await reader.filings.eventsOf(id);
  const { document } = policyFor(policies, legalDayOf(filing.submittedAt));
  const rule = document.rules.find(({ judges }) => judges === 'site_entry');
  return {
    number: filing.number ?? id,
    filing: {
      ...filing,
      status: filing.status as FilingState,
      acceptedBySetting: events.find(({ action }) => action === 'accept')?.actorKind === 'system',
    },
    ...{ unit, site, machine },
    siteOwner: owner?.name ?? null,
    clause: rule ? { source: `《${document.title.zh}》第 ${rule.clause} 条款`, text: rule.citation.zh } : null,
  };
}
