import { newPassage } from './holdings.ts';
import type { Plan } from './plans.ts';

/** Requests of vendors who try their software. */
export function sandboxPlans(): Record<string, Plan> {
  return { trySandboxPassage: { request: () => ({ body: newPassage() }) }, 'docs-sandbox': { request: () => ({}) } };
}
