import request, { type Response } from 'supertest';
import type { Caller } from '../support/client.ts';
import type { TestService } from '../support/server.ts';

/** A call whose answer is bytes. */
export const bytesOf = async (service: TestService, caller: Caller, path: string, headers: object = {}) =>
  (await request(service.app.listener)
    .get(`/api/v1${path}`)
    .set({ Authorization: `Bearer ${caller.token ?? ''}`, ...headers })
    .buffer(true)
    .parse((incoming, done) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => done(null, Buffer.concat(chunks)));
      incoming.on('error', (error: Error) => done(error, Buffer.alloc(0)));
    })) as Response & { body: Buffer };

/** Adds a picture or paper about something; gives the evidence's id. */
export async function addFile(
  service: TestService,
  caller: Caller,
  about: { readonly subjectType: string; readonly subjectId: string; readonly kind: string },
  content: Buffer,
): Promise<string> {
  const answer = await request(service.app.listener)
    .post('/api/v1/evidence')
    .set('Authorization', `Bearer ${caller.token ?? ''}`)
    .field(about)
    .attach('file', content, 'a.jpg');
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { id: string }).id;
}
