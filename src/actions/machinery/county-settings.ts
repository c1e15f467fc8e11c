import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import { AUTO_ACCEPT, type FilingSettings, UNSET } from '../../domain/machinery/county-settings.ts';
import { MACHINE_PHOTO_KINDS } from '../../domain/machinery/machine-photos.ts';
import type { CountySettingsRow } from '../../store/county-settings.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** How a county handles filings, and the version that says so; none where it never set anything. */
export type CurrentSettings = { readonly settings: FilingSettings; readonly row: CountySettingsRow | undefined };

/** The settings in force in a county (县区设置). */
export async function settingsOf(reader: Pick<Reader, 'countySettings'>, countyCode: string): Promise<CurrentSettings> {
  const row = await reader.countySettings.current(countyCode);
  return { settings: row ? settingsIn(row) : UNSET, row };
}

/** What a version sets. */
export function settingsIn({ autoAccept, requiredPhotos, reviewWorkingDays }: CountySettingsRow): FilingSettings {
  const accept = AUTO_ACCEPT.find((one) => one === autoAccept) ?? UNSET.autoAccept;
  const photos = requiredPhotos as readonly string[];
  const required = MACHINE_PHOTO_KINDS.filter((kind) => photos.includes(kind));
  return { autoAccept: accept, requiredPhotos: required, reviewWorkingDays };
}

/** Fails as not-found where the actor may not see a county's settings, as forbidden where it only may. */
export function requireSettings(actor: Actor, countyCode: string, action: Action = 'county-settings.read'): void {
  if (!covers(scopeOf(actor, 'county-settings.read'), { countyCode })) throw notFound('#/countyCode');
  if (!covers(scopeOf(actor, action), { countyCode })) throw forbidden();
}

/**
 * Sets how a county handles filings from now on, as a new version; what is left out stays. Filings that came before keep
 * the deadline they were given, and none of them is accepted by a setting that came later.
 */
export async function changeSettings(
  tx: Writer,
  actor: Actor,
  countyCode: string,
  change: { readonly [N in keyof FilingSettings]?: FilingSettings[N] | undefined },
  at: At,
): Promise<CurrentSettings> {
  requireSettings(actor, countyCode, 'county-settings.write');
  const before = await settingsOf(tx, countyCode);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings: FilingSettings = { ...before.settings, ...given };
  const row: CountySettingsRow = {
    id: at.newId(),
    ...{ countyCode, version: (before.row?.version ?? 0) + 1, since: at.now, setBy: actor.id },
    ...{ ...settings, requiredPhotos: [...settings.requiredPhotos] },
  };
  await tx.countySettings.insert(row);
  const told = { before: before.settings, after: settings, version: row.version };
  await record(tx, actor, at, 'county-settings.set', { type: 'county', id: countyCode }, told);
  return { settings, row };
}
