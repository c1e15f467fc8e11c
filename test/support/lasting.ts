import type { Caller } from './client.ts';
import { ADMIN_PASSWORD, type TestService } from './server.ts';

/** A session of `admin` is good for a quarter of an hour; this long one is used again. */
const GOOD_FOR_MS = 10 * 60_000;

/** The service for tests in which much time passes: `admin` signs in anew where the last session may be over. */
export function lasting(service: TestService): TestService {
  let last: { readonly since: number; readonly caller: Promise<Caller> } | undefined;
  return {
    ...service,
    admin: () => {
      const now = service.clock.now();
      if (!last || now < last.since || now - last.since > GOOD_FOR_MS)
        last = { since: now, caller: service.logIn('admin', ADMIN_PASSWORD) };
      return last.caller;
    },
  };
}
