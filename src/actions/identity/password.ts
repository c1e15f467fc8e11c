import argon2 from 'argon2';

const OPTIONS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** An argon2id hash (19 MiB, t = 2, p = 1) with its own salt. Takes tens of ms: never inside a transaction. */
export const hashPassword = (password: string): Promise<string> => argon2.hash(password, OPTIONS);

/** Whether a password is the one of a hash; without a hash it takes as long and is false. */
export async function isPassword(hash: string | undefined, password: string): Promise<boolean> {
  const matches = await argon2.verify(hash ?? NOBODYS, password);
  return matches && hash !== undefined;
}

/** The hash of a password nobody knows, so that an unknown user name takes as long to refuse as a known one. */
const NOBODYS = '$argon2id$v=19$m=19456,p=1,t=2$HUb8vXS5QpzufplbWrZ46w$09tIUdOYCbpynSnQX4RbUDeA32TXFVhAyc3OtPAEcqc';
