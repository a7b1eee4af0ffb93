import { createContext, useContext } from 'react';
import type { Role, Session } from '../api/types';

export type SignedIn = Extract<Session, { signedIn: true }>;

export const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Who is signed in; only below the shell. */
export function useSignedIn(): SignedIn {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('not below the shell');
  return session;
}

export function useRole(...anyOf: Role[]): boolean {
  const { account } = useSignedIn();
  return anyOf.some((role) => account.roles.includes(role));
}
