import { useState } from 'react';

/** A secret in the fragment of a link, which reaches no server; taken out of the address at once. */
export function useBroughtSecret(): string {
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)));
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
  return secret;
}

/** A link that carries a secret so. */
export const linkWith = (path: string, secret: string): string =>
  `${location.origin}${path}#${encodeURIComponent(secret)}`;
