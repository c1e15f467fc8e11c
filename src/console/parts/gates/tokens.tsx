import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Act } from '../act.tsx';
import { Instant } from '../moments.tsx';
import { PartFault } from '../part-fault.tsx';
import { useSecrets } from '../secrets.tsx';
import { Mark } from '../tags.tsx';

const W = {
  title: w('门禁电脑令牌', 'Tokens of the gate computer'),
  issue: w('签发令牌', 'Make a token'),
  issueSays: w('令牌供门禁电脑接入使用，只显示一次。', 'By it the gate computer is known. It is shown this once.'),
  shown: w('新的门禁令牌', 'The new token'),
  token: w('令牌', 'Token'),
  revoke: w('吊销', 'Revoke'),
  revokeSays: w('吊销后使用该令牌的门禁电脑立即无法接入。', 'The computer that uses it is shut out at once.'),
  revoked: w('已吊销', 'Revoked'),
  valid: w('有效', 'Valid'),
  none: w('还没有令牌。', 'There is none yet.'),
  at: w('签发于', 'Made'),
};

/** The tokens of a gate; their text is shown when they are made and never again. */
export function Tokens({ gateId }: { readonly gateId: string }) {
  const t = useT();
  const show = useSecrets();
  const tokens = useQuery({
    queryKey: ['gate-tokens', gateId],
    queryFn: () =>
      told(api.GET('/api/v1/gates/{id}/tokens', { params: { path: { id: gateId }, query: { limit: '50' } } })),
  });
  return (
    <Flex vertical gap={6}>
      <Flex gap={12} wrap align="center">
        <strong>{t(W.title)}</strong>
        <Act<object, Schema<'IssuedGateToken'>>
          label={W.issue}
          says={t(W.issueSays)}
          size="small"
          act={(_, key) =>
            told(
              api.POST('/api/v1/gates/{id}/tokens', {
                params: { path: { id: gateId }, header: { 'Idempotency-Key': key } },
              }),
            )
          }
          after={({ token }) => show(W.shown, [{ title: W.token, value: token }])}
        />
      </Flex>
      <PartFault of={tokens} />
      {tokens.data?.items.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      {tokens.data?.items.map((one) => (
        <Flex key={one.id} gap={12} wrap align="center">
          <Mark tone={one.revokedAt ? 'plain' : 'good'}>{t(one.revokedAt ? W.revoked : W.valid)}</Mark>
          <span>
            {t(W.at)} <Instant at={one.createdAt} />
          </span>
          {!one.revokedAt && (
            <Act
              label={W.revoke}
              says={t(W.revokeSays)}
              danger
              size="small"
              act={() =>
                told(
                  api.DELETE('/api/v1/gates/{id}/tokens/{tokenId}', {
                    params: { path: { id: gateId, tokenId: one.id } },
                  }),
                )
              }
            />
          )}
        </Flex>
      ))}
    </Flex>
  );
}
