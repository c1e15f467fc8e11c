import { type Cast, type Character, type Made, SIDES } from './cast.ts';
import type { Noun, Row } from './holdings.ts';

type Keep = (noun: Noun, row: Row) => Row;

let serial = 0;
const freshKey = (): string => {
  serial += 1;
  return `key-${serial}`;
};

export const newPoint = () => ({
  ...{ name: `加注点 ${freshKey()}`, address: '厂内', placeCounty: '140302', kind: 'own', freeOfCharge: true },
});
export const newRefill = (plate = '晋C10001') => ({
  ...{ key: freshKey(), plate, plateColour: 'yellow', refilledAt: '2024-02-10T08:00:00+08:00', litres: 20 },
});

const common = () => ({ source: '监测平台', externalId: freshKey(), occurredAt: '2024-03-01T09:00:00+08:00' });
/** A capture that has to be followed up. */
export const newCapture = (more: object = {}) => ({
  ...common(),
  ...{ kind: 'black_smoke', plate: '晋C10002', plateColour: 'yellow', result: 'fail' },
  ...{ details: { place: '桃北东街', ringelmann: 3 }, ...more },
});
/** What an enterprise may tell of a truck that it declared. */
export const newAlarm = (plate: string, more: object = {}) => ({
  ...common(),
  ...{ kind: 'obd_alarm', plate, plateColour: 'yellow', result: 'fail', details: { codes: ['P20EE'] }, ...more },
});
/** An observation that the sender may tell of, of its own truck where it is an enterprise. */
export const observationBy = ({ role }: Pick<Character, 'role'>, plate: string, more: object = {}) =>
  role === 'enterprise' ? newAlarm(plate, more) : newCapture(more);

/** Puts refills and observations on record on both sides of a cast. */
export async function keepObservations({ must, people }: Cast, plates: (enterprise: string) => string, keep: Keep) {
  for (const { enterprise, officer, countyCode } of SIDES) {
    const enterpriseId = people[enterprise].organisationId ?? '';
    const owners = { counties: [countyCode], organisations: [enterpriseId] };
    const point = await must<Made>(enterprise, 'POST', '/urea-points', { enterpriseId, ...newPoint() });
    keep('urea point', { id: point.id, owners, by: enterprise });
    const since = { enterpriseId, startsOn: '2024-03-01' };
    const reporting = await must<Made>(enterprise, 'POST', '/urea-reporting', since);
    keep('urea reporting', { id: reporting.id, owners, by: enterprise });
    const plate = plates(enterpriseId);
    const refill = await must<Made>(enterprise, 'POST', '/urea-refills', { enterpriseId, ...newRefill(plate) });
    keep('urea refill', { id: refill.id, owners, by: enterprise, plate });
    const capture = await must<Made>(officer, 'POST', '/observations', newCapture({ plate }));
    keep('observation', { id: capture.id, owners: { counties: [countyCode] }, by: officer, plate });
    const alarm = await must<Made>(enterprise, 'POST', '/observations', newAlarm(plate));
    keep('observation', { id: alarm.id, owners: { organisations: [enterpriseId] }, by: enterprise, plate });
  }
}
