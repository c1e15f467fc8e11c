import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/** The log of the process: JSON lines, without host name and process id. */
export function makeLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What may be logged of an unexpected error: its innermost cause and where it arose. A query's text and parameters, which
 * outer errors quote, are left out: they hold plates and hashes.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  let cause = error;
  for (let depth = 0; depth < 6 && cause instanceof Error && cause.cause instanceof Error; depth += 1) {
    cause = cause.cause;
  }
  if (!(cause instanceof Error)) return { type: typeof cause };
  const outer = error instanceof Error ? error.stack : undefined;
  return {
    type: cause.name,
    ...('code' in cause ? { code: cause.code } : {}),
    message: cause.message.startsWith('Failed query') ? 'query failed' : cause.message.slice(0, 500),
    frames: [...framesOf(cause.stack), ...(cause === error ? [] : framesOf(outer))],
  };
}

const framesOf = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
