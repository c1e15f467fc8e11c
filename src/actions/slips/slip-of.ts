import { identifyingCodes } from '../../domain/codes/machine-identity.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import { type Slip, type SlipCode, shortId, slipCode, slipName } from '../../domain/slips/slip.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';

/** What a slip of a filing says as things stand, with the machine that it is about. */
export async function slipOf(
  reader: Reader,
  filing: FilingRow,
): Promise<{ readonly says: Omit<Slip, 'issuedAt'>; readonly machine: MachineRow }> {
  const machine = await reader.machines.find(filing.machineId);
  const site = await reader.sites.find(filing.siteId);
  const unit = await reader.organisations.find(filing.organisationId);
  if (!machine || !site || !unit) throw new Error(`filing ${filing.id} has lost what it is about`);
  const says = {
    filingId: filing.id,
    number: filing.number,
    machine: shortId(machine.id),
    codes: codesOnSlip(machine),
    category: machine.category,
    stage: knownStage(machine) ?? 'X',
    site: slipName(site.name),
    countyCode: filing.countyCode,
    unit: slipName(unit.name),
    plannedEntryOn: filing.plannedEntryOn,
    plannedExitOn: filing.plannedExitOn,
  };
  return { says, machine };
}

/** The codes by which an inspector finds the machine on the ground; maker and serial number where it has no other. */
function codesOnSlip(machine: MachineRow): SlipCode[] {
  const codes = identifyingCodes(machine);
  const plates = codes.filter(({ scheme }) => scheme !== 'serial');
  return plates.length > 0 ? plates : codes.map(slipCode);
}
