import { readConfig, SettingError } from './config.ts';

/** The process: environment → config → service → signals → close. */
async function main(): Promise<void> {
  const config = readConfig();
  // Loaded only now: a wrong setting is told at once.
  const starting = import('./service.ts').then(({ startService }) => startService(config));
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    starting
      .then(
        (service) => service.close(),
        () => undefined,
      )
      .catch(fail);
  };
  // Before anybody is told that it listens. Not once: whoever signals a whole process group has npm pass the signal on a
  // second time.
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
  const service = await starting;
  // The address last: who waits for it has then read the rest.
  if (service.firstPassword) console.log(`user admin, password ${service.firstPassword} (shown only now)`);
  console.log(`mobile-source-registry listens on ${service.url}`);
}

/** A start that cannot succeed says why in one line; only what nobody foresaw brings a stack. */
function fail(error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(error instanceof SettingError ? error.message : told);
  process.exitCode = 1;
}

main().catch(fail);
