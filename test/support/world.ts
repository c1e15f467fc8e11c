import { creditCheckDigit } from '../../src/domain/codes/credit-code.ts';
import type { Caller } from './client.ts';
import type { TestService } from './server.ts';

export const PASSWORD = 'a-good-password';

let serial = 0;

/** A valid credit code that no other call in this process gave. */
export function freshCreditCode(countyCode = '140302'): string {
  serial += 1;
  const body = `91${countyCode}MA${serial.toString().padStart(7, '0')}`;
  return `${body}${creditCheckDigit(body)}`;
}

/** A plate that no other call in this process gave. */
export function freshPlate(): string {
  serial += 1;
  return `晋C${String(10_000 + (serial % 89_999)).padStart(5, '0')}`;
}

type Made = { readonly id: string };

const made = (answer: { status: number; text: string; body: unknown }): Made => {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as Made;
};

/** Puts an organisation on record; gives its id. */
export async function organisation(
  service: TestService,
  kind: 'contractor' | 'enterprise' | 'department',
  countyCode = '140302',
  name = `单位${serial + 1}`,
): Promise<string> {
  const admin = await service.admin();
  return made(await admin.post('/organisations', { kind, name, creditCode: freshCreditCode(countyCode), countyCode }))
    .id;
}

/** Makes a user and signs it in. */
export async function user(
  service: TestService,
  role: string,
  of: { readonly organisationId?: string; readonly countyCode?: string } = {},
): Promise<Caller> {
  serial += 1;
  const admin = await service.admin();
  const username = `${role}-${serial}`;
  made(await admin.post('/users', { username, password: PASSWORD, role, ...of }));
  return service.logIn(username, PASSWORD);
}

export type Enterprise = { readonly id: string; readonly caller: Caller };

/** An enterprise in a county with facts of a bulk-freight power plant unless others are given, and a user of it. */
export async function enterprise(
  service: TestService,
  facts: Readonly<Record<string, unknown>> = {},
  countyCode = '140302',
): Promise<Enterprise> {
  const admin = await service.admin();
  const id = await organisation(service, 'enterprise', countyCode);
  const whole = {
    validFrom: '2021-01-01',
    sector: 'power',
    inPlanningArea: true,
    annualFreightTonnes: 2_000_000,
    railLineCompletedOn: null,
    keyVehicleUser: true,
    ...facts,
  };
  made(await admin.post(`/enterprises/${id}/facts`, whole));
  return { id, caller: await user(service, 'enterprise', { organisationId: id }) };
}

export type Gate = { readonly id: string; readonly caller: Caller };

/** A gate of an enterprise with a token, as the machine that posts. */
export async function gate(service: TestService, enterpriseId: string, direction = 'both'): Promise<Gate> {
  const admin = await service.admin();
  const { id } = made(await admin.post('/gates', { enterpriseId, name: '一号门', direction }));
  const answer = await admin.post(`/gates/${id}/tokens`, {});
  made(answer);
  return { id, caller: service.holding((answer.body as { token: string }).token) };
}

export type Contractor = { readonly id: string; readonly caller: Caller };

export async function contractor(service: TestService, countyCode = '140302'): Promise<Contractor> {
  const id = await organisation(service, 'contractor', countyCode);
  return { id, caller: await user(service, 'contractor', { organisationId: id }) };
}
