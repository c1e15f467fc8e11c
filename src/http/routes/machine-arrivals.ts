import { z } from 'zod';
import { getPassage } from '../../actions/gates/get-passage.ts';
import { getArrival, requireArriving, viewArrivals } from '../../actions/machinery/arrivals.ts';
import { getMachine } from '../../actions/machinery/get-machine.ts';
import { linkArrival, unlinkArrival } from '../../actions/machinery/link-arrival.ts';
import { arrivalWindow } from '../../actions/machinery/parameters.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { ArrivalCandidate } from '../../store/machine-arrivals.ts';
import type { Writer } from '../../store/store.ts';
import { arrivalOut, presentArrival } from '../arrival-answers.ts';
import { page } from '../cursors.ts';
import { cardOut, presentCard } from '../machine-answers.ts';
import { machineryAt } from '../machinery-answers.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, idOut, idText, known, listOf, pageQuery } from '../schemas.ts';

const candidateOut = z
  .strictObject({
    machine: cardOut,
    onGround: z.boolean().meta({ description: 'Whether the site lies on the ground of the gate’s enterprise.' }),
    filingId: idOut.optional().meta({ description: 'For enterprises only of filings for their own ground.' }),
    siteId: idOut.optional(),
    siteName: z.string().optional(),
    organisationId: idOut.optional(),
    plannedEntryOn: dayOut.optional(),
    plannedExitOn: dayOut.optional(),
  })
  .meta({ id: 'MachineCandidate' });

/** Machines that come through the gates of enterprises on trucks. */
export const machineArrivalRoutes = [
  route({
    method: 'POST',
    path: '/passages/{id}/machines',
    id: 'linkMachine',
    tag: 'passages',
    summary: 'Link a machine with the passage of the truck that brought it',
    description:
      'By the gate’s enterprise or an officer. It is evidence: it never reports an entry, since the truck reached the plant, not the ' +
      'site; where the site lies on the plant’s ground and no entry was reported, `suggestedEntryAt` shows what it may be.',
    who: 'machine-arrival.write',
    body: z.strictObject({ machineId: idText, filingId: idText.optional() }),
    replies: { 201: { description: 'The link.', schema: arrivalOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const row = await linkArrival(tx, req.actor, req.params.id, req.body, req.at);
      return created(`/passages/${row.passageId}`, await linked(tx, row.passageId, row.machineId));
    },
  }),
  route({
    method: 'DELETE',
    path: '/passages/{id}/machines/{machineId}',
    id: 'unlinkMachine',
    tag: 'passages',
    summary: 'Take a link with a machine back',
    description: 'Enterprises take back what their own people linked.',
    who: 'machine-arrival.write',
    replies: { 204: { description: 'It is linked no more.' } },
    write: async (tx, req) => {
      await unlinkArrival(tx, req.actor, req.params.id, req.params.machineId, req.at);
      return { status: 204 };
    },
  }),
  route({
    method: 'GET',
    path: '/passages/{id}/machine-candidates',
    id: 'listMachineCandidates',
    tag: 'passages',
    summary: 'List machines that may be on the truck of a passage, newest filing first',
    description:
      'Open filings with a planned entry near the day, for sites on the enterprise’s ground or in the county. Enterprises see the ' +
      'cards of the machines.',
    who: 'machine-arrival.write',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of candidates.', schema: listOf(candidateOut) } },
    problems: ['conflict'],
    read: async (reader, req) => {
      const passage = await getPassage(reader, req.actor, req.params.id, 'machine-arrival.write');
      requireArriving(passage);
      const { enterpriseId, countyCode, passedAt } = passage;
      const window = arrivalWindow(machineryAt(req).policies, legalDayOf(passedAt));
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.machineArrivals.candidates({ enterpriseId, countyCode, ...window }, request),
        ({ filing }) => ({ id: filing.id }),
      );
      const inFull = scopeOf(req.actor, 'machine-arrival.write').to !== 'organisation';
      return ok({ items: rows.map((row) => presentCandidate(row, enterpriseId, inFull)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/machines/{id}/arrivals',
    id: 'listMachineArrivals',
    tag: 'machines',
    summary: 'List the gates that a machine came through on a truck, newest link first',
    description:
      'For officers, each of the gates of the own county, and departments. Contractors see no passages, and so not this.',
    who: 'machine-arrival.read',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of arrivals.', schema: listOf(arrivalOut) } },
    read: async (reader, req) => {
      const { id } = await getMachine(reader, req.actor, req.params.id, 'machine-arrival.read');
      const scope = scopeOf(req.actor, 'machine-arrival.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.machineArrivals.page(scope, id, request),
        (row) => ({ id: row.id }),
      );
      return ok({ items: (await viewArrivals(reader, rows)).map(presentArrival), next });
    },
  }),
];

async function linked(tx: Writer, passageId: string, machineId: string) {
  const [sight] = await viewArrivals(tx, [await getArrival(tx, passageId, machineId)]);
  if (!sight) throw new Error('a link of no machine');
  return presentArrival(sight);
}

/** In full to authorities; to the enterprise the card, and the filing where it is for its own ground. */
function presentCandidate({ machine, filing, site }: ArrivalCandidate, enterpriseId: string, inFull: boolean) {
  const onGround = site.enterpriseId === enterpriseId;
  const { id: filingId, siteId, organisationId, plannedEntryOn, plannedExitOn } = filing;
  return {
    machine: presentCard(machine),
    onGround,
    ...known({ filingId: inFull || onGround ? filingId : null }),
    ...(inFull ? { siteId, siteName: site.name, organisationId, plannedEntryOn, plannedExitOn } : {}),
  };
}
