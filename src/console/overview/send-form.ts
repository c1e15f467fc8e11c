import { authorised, newKey } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { keptLanguage } from '../session/language.ts';

/** Posts a form with a file to the API and gives what it answers. Throws a `Problem` where it is refused. */
export async function sendForm<T>(path: string, body: FormData): Promise<T> {
  const answer = await authorised(
    new Request(path, { method: 'POST', body, headers: { 'Idempotency-Key': newKey() } }),
  );
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as T;
}
