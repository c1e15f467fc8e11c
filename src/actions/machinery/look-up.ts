import type { Actor } from '../../domain/identity/actor.ts';
import type { Finding } from '../../domain/machinery/field-check.ts';
import { type Verdict, verdictOn } from '../../domain/machinery/field-check.ts';
import type { SlipState } from '../../domain/slips/slip-state.ts';
import type { Keys } from '../../files/keys.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { type SlipFinding, verifySlip } from '../slips/sign-slip.ts';
import { slipNow } from '../slips/slip-now.ts';
import type { Judging } from './context.ts';
import { findByCode } from './find-by-code.ts';
import { getSite } from './get-site.ts';
import { type CheckedMachine, lookAtMachine } from './look-at-machine.ts';

/** What an inspector scanned or typed, on which site, and when (ms). */
export type LookUp = {
  readonly siteId: string | null;
  readonly at: number;
  readonly slip: string | null;
  readonly code: string | null;
};

export type SlipSeen = {
  readonly found: SlipFinding;
  readonly filing: FilingRow | undefined;
  readonly states: readonly SlipState[];
};

export type LookedUp = {
  readonly site: SiteRow | null;
  readonly slip: SlipSeen | null;
  readonly machines: readonly CheckedMachine[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
};

/**
 * A check on the spot (现场检查): everything on file about the machine that a slip, a label or any number names, held against
 * the site and the instant. Stores nothing. Not-found about a site that the actor does not see.
 */
export async function lookUp(
  reader: Reader,
  actor: Actor,
  asked: LookUp,
  { keys, ...judging }: Judging & { readonly keys: Pick<Keys, 'publicKey'> },
): Promise<LookedUp> {
  const site = asked.siteId === null ? null : await getSite(reader, actor, asked.siteId, 'site.read', '#/siteId');
  const slip = asked.slip === null ? null : await slipSeen(reader, asked.slip, keys, asked.at);
  const rows = slip ? await machinesOfSlip(reader, slip) : await findByCode(reader, asked.code ?? '');
  const county = site?.countyCode ?? (actor.kind === 'user' ? (actor.countyCode ?? null) : null);
  const said = slip ? slipFindings(slip, site) : [];
  const machines: CheckedMachine[] = [];
  for (const row of rows)
    machines.push(await lookAtMachine(reader, row, { site, county, at: asked.at, said }, judging));
  const [only] = machines;
  if (only && machines.length === 1) return { site, slip, machines, verdict: only.verdict, findings: only.findings };
  const { findings } = verdictOn(said);
  return { site, slip, machines, verdict: only ? 'several' : 'unknown', findings };
}

async function slipSeen(reader: Reader, token: string, keys: Pick<Keys, 'publicKey'>, at: number): Promise<SlipSeen> {
  const found = verifySlip(token, keys.publicKey);
  if (found.result !== 'true') return { found, filing: undefined, states: [] };
  return { found, ...(await slipNow(reader, found.slip, at)) };
}

/** By its filing where the slip is true, else by the codes that it claims: the machine stands there in any case. */
async function machinesOfSlip(reader: Reader, { found, filing }: SlipSeen): Promise<MachineRow[]> {
  const machine = filing && (await reader.machines.find(filing.machineId));
  if (machine) return [machine];
  if (!('slip' in found)) return [];
  const rows: MachineRow[] = [];
  for (const { code } of found.slip.codes.slice(0, 4))
    for (const row of await findByCode(reader, code)) if (!rows.some(({ id }) => id === row.id)) rows.push(row);
  return rows;
}

/** A prohibition, and a machine out of use, are found on its own record. */
const OF_STATES: Readonly<Partial<Record<SlipState, Finding>>> = {
  withdrawn: 'slip_revoked',
  not_accepted: 'slip_revoked',
  unknown_filing: 'slip_revoked',
  left: 'slip_revoked',
  changed: 'slip_changed',
};

function slipFindings({ found, filing, states }: SlipSeen, site: SiteRow | null): Finding[] {
  if (found.result === 'forged' || found.result === 'unknown_key') return ['slip_forged'];
  if (found.result === 'unreadable') return ['slip_unreadable'];
  return [
    ...states.flatMap((state) => OF_STATES[state] ?? []),
    ...(site && filing && filing.siteId !== site.id ? (['slip_other_site'] as const) : []),
  ];
}
