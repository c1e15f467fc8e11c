import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '../threads/give-way.ts';
import { openReader, remembering } from './sqlite-connection.ts';

export type BulkQuestion = {
  readonly id: number;
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly method: 'run' | 'all' | 'get' | 'values';
};
export type BulkAnswer =
  | { readonly id: number; readonly rows: unknown }
  | { readonly id: number; readonly message: string; readonly code: string | undefined };

giveWay();
const connection = remembering(openReader(workerData as string));

function answer({ id, sql, params, method }: BulkQuestion): BulkAnswer {
  try {
    const statement = connection.prepare(sql);
    if (method === 'run') return { id, rows: statement.run(...params) };
    const raw = statement.raw();
    return { id, rows: method === 'get' ? raw.get(...params) : raw.all(...params) };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { id, message, code };
  }
}

parentPort?.on('message', (question: BulkQuestion) => parentPort?.postMessage(answer(question)));
