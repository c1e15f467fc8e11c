import { createHash } from 'node:crypto';
import type { Cast, Character, Name } from './cast.ts';
import { freshNumber, type Noun, PICTURE, type Row } from './holdings.ts';

type Keep = (noun: Noun, row: Row) => Row;

export const newView = () => ({ name: `视图 ${freshNumber()}`, page: 'violations', query: 'status=open' });
export const newDraft = () => ({ kind: 'filing', title: `草稿 ${freshNumber()}`, content: { step: 1 } });

/** A file as it is announced. */
export const announced = (content: Buffer) => ({
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
});

/** A picture that somebody will send, of an organisation that it may add evidence to. */
export const newUpload = ({ people }: Pick<Cast, 'people'>, { organisationId }: Character) => ({
  ...announced(PICTURE),
  ...{ subjectType: 'organisation', kind: 'photo', subjectId: organisationId ?? people.contractor.organisationId },
});

/** A view, a draft and an upload of several people. */
export async function keepConsole(cast: Cast, keep: Keep): Promise<void> {
  for (const name of ['contractor', 'county officer', 'another enterprise'] as const satisfies readonly Name[]) {
    const { userId = '' } = cast.people[name];
    const held = { owners: { userId }, by: name };
    keep('saved view', { id: (await cast.must(name, 'POST', '/saved-views', newView())).id, ...held });
    keep('draft', { id: (await cast.must(name, 'POST', '/drafts', newDraft())).id, ...held });
    const upload = newUpload(cast, cast.people[name]);
    keep('upload', { id: (await cast.must(name, 'POST', '/uploads', upload)).id, ...held });
  }
}
