import { newKey, type Schema } from '../../api/client.ts';
import { sendFile } from './send-file.ts';
import type { Waiting } from './waiting.ts';

type Subject = Pick<Schema<'Evidence'>, 'subjectType' | 'subjectId' | 'kind'>;

/**
 * Sends one file as evidence about a thing while a page is open, in pieces. Gives the id of the evidence. What is refused, and a
 * line that breaks, is thrown as a `Problem`. What is to outlast the page goes by `addUploads`.
 */
export async function sendEvidence(subject: Subject, file: File): Promise<string> {
  let sent: Waiting = {
    ...subject,
    ...{ key: newKey(), userId: '', label: file.name, fileName: file.name, content: file },
    ...{ addedAt: Date.now(), received: 0 },
  };
  const tell = (change: Partial<Waiting>): Promise<Waiting> => {
    sent = { ...sent, ...change };
    return Promise.resolve(sent);
  };
  return sendFile(sent, tell, new AbortController().signal);
}
