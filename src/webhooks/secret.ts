import { createHmac, hkdfSync } from 'node:crypto';

export type WebhookSecret = (webhook: { readonly id: string; readonly secretVersion: number }) => string;

/** The secrets of webhooks, derived from the service's own: none is stored, and who reads the database signs nothing. */
export function webhookSecrets(master: Buffer): WebhookSecret {
  const key = Buffer.from(hkdfSync('sha256', master, '', 'webhooks', 32));
  return ({ id, secretVersion }) =>
    `whsec_${createHmac('sha256', key).update(`${id}.${secretVersion}`).digest('base64url')}`;
}
