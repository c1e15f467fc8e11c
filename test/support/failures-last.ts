import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

const MOST = 160;

/** Names once more at the very end what failed, a line each: whoever has only the end of a log has that. */
export const failuresLast: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const failed = modules.flatMap((module) => [
      ...module.errors().map((error) => line(module.relativeModuleId, error)),
      ...[...module.children.allSuites()].flatMap((suite) =>
        suite.errors().map((error) => line(`${module.relativeModuleId} > ${suite.fullName}`, error)),
      ),
      ...[...module.children.allTests('failed')].map((test) =>
        line(`${module.relativeModuleId} > ${test.fullName}`, test.result().errors?.[0]),
      ),
    ]);
    const lines = [...failed, ...unhandled.map((error) => line('unhandled', error))];
    if (lines.length > 0) console.error(['', ...lines].join('\n'));
  },
};

function line(where: string, error: Pick<SerializedError, 'message'> | undefined): string {
  return `FAILED ${where}: ${(error?.message ?? 'no error was given').replaceAll(/\s+/g, ' ').slice(0, MOST)}`;
}
