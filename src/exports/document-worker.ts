import { parentPort } from 'node:worker_threads';
import type { PrintedDocument } from '../domain/documents/printed-document.ts';
import { printDocument } from './document-writer.ts';

export type DocumentQuestion = { readonly id: number; readonly document: PrintedDocument; readonly digest: string };
export type DocumentAnswer =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly message: string };

const port = parentPort;
if (!port) throw new Error('this program runs in a thread');

port.on('message', ({ id, document, digest }: DocumentQuestion) => {
  printDocument(document, digest).then(
    (printed) => {
      const bytes = new Uint8Array(printed);
      port.postMessage({ id, bytes } satisfies DocumentAnswer, [bytes.buffer]);
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, message } satisfies DocumentAnswer);
    },
  );
});
