/** One caller of the service over HTTP, with its bearer token. */
export type Caller = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
};

/** Calls the service as whoever the token stands for; an answer that is not 2xx is an error that tells its problem. */
export function callerOf(baseUrl: string, token?: string): Caller {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'PATCH' ? { 'If-Match': '*' } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  };
}

export async function logIn(baseUrl: string, username: string, password: string): Promise<Caller> {
  const { accessToken } = await callerOf(baseUrl).post<{ accessToken: string }>('/auth/login', { username, password });
  return callerOf(baseUrl, accessToken);
}

type Page<T> = { readonly items: readonly T[]; readonly next?: string };

/** Every row of a list. */
export async function everyRow<T>(caller: Caller, path: string): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const joint = path.includes('?') ? '&' : '?';
    const page = await caller.get<Page<T>>(
      `${path}${joint}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return rows;
}
