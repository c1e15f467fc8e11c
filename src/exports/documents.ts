import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import type { Block, PrintedDocument } from '../domain/documents/printed-document.ts';
import { startWorker } from '../threads/start-worker.ts';
import type { DocumentAnswer, DocumentQuestion } from './document-worker.ts';

/** Prints documents as PDF files in a thread of its own. */
export type Documents = {
  /** The document as an A4 PDF. Equal documents give equal bytes; `documentDigest` stands at the foot of each page. */
  render(document: PrintedDocument): Promise<Buffer>;
  close(): Promise<void>;
};

/** SHA-256 (hex) over all that a document prints: the check value (校验码) at the foot of its pages. */
export function documentDigest(document: PrintedDocument): string {
  const blocks = document.blocks.map(hashed);
  return sha256(canonicalJson({ ...document, blocks }));
}

/** The thread starts at the first document; one that dies fails the documents it had and is replaced at the next. */
export function makeDocuments(): Documents {
  let thread: Thread | undefined;
  return {
    render: async (document) => {
      if (!thread?.alive) thread = startThread();
      return thread.print({ document, digest: documentDigest(document) });
    },
    close: async () => {
      await thread?.stop();
    },
  };
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function hashed(block: Block): unknown {
  if (!('pictures' in block)) return block;
  return { pictures: block.pictures.map(({ caption, bytes }) => ({ caption, sha256: sha256(bytes) })) };
}

type Thread = {
  alive: boolean;
  print(question: Omit<DocumentQuestion, 'id'>): Promise<Buffer>;
  stop(): Promise<unknown>;
};

function startThread(): Thread {
  const worker = startWorker(import.meta.url, 'document-worker');
  const waiting = new Map<number, { resolve(bytes: Buffer): void; reject(error: Error): void }>();
  let asked = 0;
  const thread: Thread = {
    alive: true,
    print: (question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        // Only a thread with something to do keeps the process alive.
        worker.ref();
        worker.postMessage({ ...question, id: asked } satisfies DocumentQuestion);
      }),
    stop: () => worker.terminate(),
  };
  const die = (error: Error) => {
    thread.alive = false;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: DocumentAnswer) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('bytes' in answer) asker?.resolve(Buffer.from(answer.bytes));
    else asker?.reject(new Error(`a document could not be printed: ${answer.message}`));
  });
  worker.on('error', (error) => die(new Error('the thread for documents failed', { cause: error })));
  worker.on('exit', () => die(new Error('the thread for documents ended')));
  return thread;
}
