import { shortId } from '../../domain/slips/slip.ts';
import { slipLines } from '../../domain/slips/slip-document.ts';
import { SLIP_RESULT_WORDS, SLIP_STATE_WORDS } from '../../domain/slips/slip-state.ts';
import { legalDayOf } from '../../domain/time.ts';
import { type SignedRevocations, verifyRevocations } from './revocations.ts';
import { verifySlip } from './sign-slip.ts';

/**
 * What is to be said of a slip without the record, and the code to end with: 0 true, 1 forged, no slip or on the list of
 * revoked ones, 2 where it cannot be told, since its key is not known or the list is not to be trusted. A true one's days are
 * told; `now` in ms.
 */
export function reportSlip(
  token: string,
  keyOf: (keyId: string) => string | undefined,
  revocations: SignedRevocations | undefined,
  now: number,
): { readonly exitCode: 0 | 1 | 2; readonly lines: readonly string[] } {
  const found = verifySlip(token, keyOf);
  if (found.result === 'unknown_key') return { exitCode: 2, lines: [UNKNOWN_KEY, `key ${found.keyId}`] };
  const head = both(SLIP_RESULT_WORDS[found.result]);
  if (found.result !== 'true') return { exitCode: 1, lines: [head] };
  const { slip } = found;
  const lines = [head, ...slipLines(slip).map(([name, value]) => `${name}：${value}`)];
  const today = legalDayOf(now);
  if (today < slip.plannedEntryOn || today > slip.plannedExitOn) lines.push(both(SLIP_STATE_WORDS.outside_days));
  if (!revocations) return { exitCode: 0, lines: [...lines, NO_LIST] };
  const faults = verifyRevocations(revocations, keyOf);
  if (faults.length > 0) return { exitCode: 2, lines: [...faults.map((fault) => `失效名单：${fault}`), ...lines] };
  const { list } = revocations;
  const revoked =
    list.machines.includes(slip.machine) || list.filings.some(([filing]) => filing === shortId(slip.filingId));
  const asOf = revoked
    ? `已在 ${list.issuedAt} 的失效名单上 revoked`
    : `不在 ${list.issuedAt} 的失效名单上 not revoked`;
  return { exitCode: revoked ? 1 : 0, lines: [...lines, asOf] };
}

const both = ({ en, zh }: { readonly en: string; readonly zh: string }): string => `${zh} ${en}`;
const UNKNOWN_KEY = '无法判断：签名密钥不在所给密钥之列。 Cannot tell: signed by a key that is not among those given.';
const NO_LIST = '未核对失效名单：签发之后的撤回、禁止使用无法得知。 What was revoked later is not known.';
