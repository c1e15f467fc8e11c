import { api, told } from '../../api/client.ts';
import { keyed } from '../act.ts';

/** Accepts one filing (受理), once under one key however often it is sent. */
export const acceptFiling = (id: string, key: string) =>
  told(api.POST('/api/v1/filings/{id}/accept', { params: { path: { id }, header: keyed(key) } }));
