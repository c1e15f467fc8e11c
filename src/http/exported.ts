import { Failure } from '../domain/failure.ts';
import type { Writer } from '../store/store.ts';
import type { Reply, Request } from './route.ts';

export type ExportedFile = {
  readonly name: string;
  readonly contentType: string;
  /** Puts on record that it was taken. */
  readonly note: (tx: Writer) => Promise<void>;
  readonly make: () => NonNullable<Reply['stream']>;
};

/** Streams a file once its taking is on record; only so many at a time, else 503. */
export async function exported({ env }: Pick<Request, 'env'>, file: ExportedFile): Promise<Reply> {
  const end = await env.exports.take();
  if (!end) throw new Failure('unavailable', MANY, { extra: { retryAfter: 10 } });
  try {
    await env.store.write((tx) => file.note(tx));
    const stream = file.make();
    stream.once('close', end);
    const headers = {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${file.name}"`,
    };
    return { status: 200, headers, stream };
  } catch (error) {
    end();
    throw error;
  }
}

const MANY = {
  en: 'Several exports are running. Try again in a moment.',
  zh: '正在执行的导出任务较多，请稍后重试。',
};
