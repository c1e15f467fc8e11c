import { Readable } from 'node:stream';
import { freshPolicies } from '../../src/actions/policies/fresh-policies.ts';
import type { Desk } from '../../src/http/papers/desk.ts';
import { ANSWERS, PAPERS, type Papers } from '../../src/http/papers/list.ts';
import type { Store } from '../../src/store/store.ts';

type Make<G> = (desk: Desk, asked: unknown) => G;

/** Papers made in this process, of what a thread would be given: to load the service in a thread takes tests seconds. */
export function papersHere({ bulk: reader }: Store): Papers {
  const policies = freshPolicies(reader);
  const papers = PAPERS as unknown as Readonly<Record<string, Make<AsyncIterable<Uint8Array>>>>;
  const answers = ANSWERS as unknown as Readonly<Record<string, Make<Promise<unknown>>>>;
  const bytes = async function* (name: string, asked: unknown) {
    yield* papers[name]?.({ reader, policies: await policies() }, asked) ?? [];
  };
  const answer = async (name: string, asked: unknown): Promise<unknown> =>
    answers[name]?.({ reader, policies: await policies() }, structuredClone(asked));
  return {
    write: (name, asked) => Readable.from(bytes(name, structuredClone(asked)), { objectMode: false }),
    answer: answer as Papers['answer'],
    close: async () => undefined,
  };
}
