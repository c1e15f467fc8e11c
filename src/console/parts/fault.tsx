import { Button, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import type { Message } from '../../domain/failure.ts';
import { Problem } from '../api/problem.ts';
import { useT, w } from '../session/language.ts';

const W = {
  home: w('回到首页', 'Back to the home page'),
  again: w('重试', 'Try again'),
  number: w('问题编号', 'Request number'),
  offline: w('网络不通', 'No network'),
  forbidden: w('您没有查看此页的权限', 'You may not see this'),
  missing: w('没有找到', 'Not found'),
  missingDetail: w('该记录不存在，或不在您的管辖范围内。', 'There is no such record, or none that you may see.'),
  failed: w('出错了', 'Something went wrong'),
};

/** What went wrong in place of a page or a part of it, and what can be done about it. */
export function Fault({ error, onRetry }: { readonly error: unknown; readonly onRetry?: (() => void) | undefined }) {
  const t = useT();
  const problem = error instanceof Problem ? error : undefined;
  const [title, detail, way] = told(problem, String(error), t);
  return (
    <Flex role="alert" vertical align="center" gap={12} style={{ padding: '48px 16px', textAlign: 'center' }}>
      <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
        {title}
      </Typography.Title>
      <Typography.Text type="secondary">{detail}</Typography.Text>
      {way === 'again' && onRetry && <Button onClick={onRetry}>{t(W.again)}</Button>}
      {way === 'home' && (
        <Link to="/">
          <Button>{t(W.home)}</Button>
        </Link>
      )}
      {problem?.requestId !== undefined && problem.status >= 500 && (
        <Typography.Text type="secondary">
          {t(W.number)}: {problem.requestId}
        </Typography.Text>
      )}
    </Flex>
  );
}

/** Its title, what is told of it, and what can be done about it. */
function told(
  problem: Problem | undefined,
  otherwise: string,
  t: (message: Message) => string,
): readonly [string, string, 'again' | 'home'] {
  const detail = problem?.message ?? otherwise;
  switch (problem?.status) {
    case 0:
      return [t(W.offline), detail, 'again'];
    case 403:
      return [t(W.forbidden), detail, 'home'];
    case 404:
      return [t(W.missing), t(W.missingDetail), 'home'];
    default:
      return [t(W.failed), detail, 'again'];
  }
}
