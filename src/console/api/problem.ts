import type { Message } from '../../domain/failure.ts';

/** What is wrong with one field of a request, as the service says it in the reader's language. */
export type FieldFault = { readonly pointer: string; readonly detail: string };

type Told = {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
  readonly requestId?: string;
};

/** A request that the service refused, or that did not reach it (`status` 0). `message` is for people. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** The last part of the problem's type, such as `conflict`. */
  readonly kind: string;
  readonly errors: readonly FieldFault[];
  readonly requestId: string | undefined;
  /** Everything the problem document told, its own members among it. */
  readonly told: Readonly<Record<string, unknown>>;

  constructor(status: number, told: Told) {
    super(told.detail ?? told.title ?? String(status));
    this.status = status;
    this.kind = told.type?.split('/').pop() ?? '';
    this.errors = told.errors ?? [];
    this.requestId = told.requestId;
    this.told = told;
  }
}

const UNREACHED: Message = {
  en: 'The service cannot be reached. Check the network and try again.',
  zh: '无法连接服务，请检查网络后重试。',
};
const UNREADABLE: Message = { en: 'The service gave no readable answer.', zh: '服务未给出可识别的响应。' };

/** A request that never reached the service. */
export const unreached = (language: keyof Message): Problem => new Problem(0, { detail: UNREACHED[language] });

/** The problem that an answer tells, whatever stands between it and us. */
export async function problemOf(answer: Response, language: keyof Message): Promise<Problem> {
  try {
    return new Problem(answer.status, (await answer.json()) as Told);
  } catch {
    return new Problem(answer.status, { detail: UNREADABLE[language] });
  }
}
