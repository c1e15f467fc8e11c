import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { type HelmetOptions } from 'helmet';

type Directives = Readonly<Record<string, string[]>>;

/** Headers of every answer that is no page: nothing in it may run, load or be framed anywhere. */
export const SECURITY_HEADERS = headersOf(
  { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  // Of these a browser takes note in pages alone.
  {
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  },
);

/** The same for the reference page, whose script and styles come from this service. */
export const PAGE_HEADERS = headersOf({
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/** The same for a page of its own, with what it may run and load by the directives given. */
export const pageHeaders = (directives: Directives): Readonly<Record<string, string>> =>
  headersOf({
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...directives,
  });

/** What helmet would set on each answer, taken once: the same for every request, so it need not run for each. */
function headersOf(directives: Directives, options: HelmetOptions = {}): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const recorder = {
    setHeader: (name: string, value: string) => {
      headers[name] = value;
    },
    removeHeader: () => undefined,
  };
  const set = helmet({ ...options, contentSecurityPolicy: { useDefaults: false, directives } });
  set({} as IncomingMessage, recorder as unknown as ServerResponse, () => undefined);
  return headers;
}
