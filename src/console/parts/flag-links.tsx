import { Flex } from 'antd';
import { Link } from 'react-router';
import { KIND_NAMES } from '../../domain/enforcement/kind-names.ts';
import type { Message } from '../../domain/failure.ts';
import type { Schema } from '../api/client.ts';
import { useT } from '../session/language.ts';

/** Violations by what they are called, each leading to its page. A kind of a later law shows as it is called there. */
export function FlagLinks({ of }: { readonly of: readonly Schema<'Flag'>[] }) {
  const t = useT();
  return (
    <Flex gap={12} wrap>
      {of.map(({ id, kind }) => (
        <Link key={id} to={`/violations/${id}`}>
          {t((KIND_NAMES as Readonly<Record<string, Message>>)[kind] ?? { zh: kind, en: kind })}
        </Link>
      ))}
    </Flex>
  );
}
