import { readConfig, SettingError } from './config.ts';
import { startService } from './service.ts';
import { MigrationError } from './store/migrations.ts';

/** The process: environment → config → service → signals → close. */
async function main(): Promise<void> {
  const service = await startService(readConfig());
  console.log(`mobile-source-registry listens on ${service.url}`);
  if (service.firstPassword) console.log(`user admin, password ${service.firstPassword} (shown only now)`);
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    service.close().catch(fail);
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

/** A start that cannot succeed says why in one line. */
function fail(error: unknown): void {
  const known = error instanceof SettingError || error instanceof MigrationError;
  const line = known || isSystemError(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(line);
  process.exitCode = 1;
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

main().catch(fail);
