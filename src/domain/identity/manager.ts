import type { Role } from './actor.ts';

type Account = { readonly role: string; readonly manager: boolean | null };

/** Roles whose organisations look after their own people. Who reads the whole city as a department is for the city to say. */
const MANAGED: readonly string[] = ['contractor', 'enterprise'] satisfies Role[];

/** Whether organisations of a role or kind have managers (管理员). */
export const hasManagers = (roleOrKind: string): boolean => MANAGED.includes(roleOrKind);

/** Whether an account manages the people of its organisation; one older than managers does, so that nobody lost anything. */
export const isManager = ({ role, manager }: Account): boolean => hasManagers(role) && manager !== false;
