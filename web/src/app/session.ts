import { createContext, useContext } from 'react';
import type { Role, Session } from '../api/types';
import { dayAfter } from '../components/format';

type OfAccounts = 'account' | 'agency' | 'gallery';

/** The session of somebody who has signed in; strangers have one too, without these. */
export type SignedIn = Session & Required<Pick<Session, OfAccounts>>;

export function isSignedIn(session: Session): session is SignedIn {
  return session.signedIn;
}

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

/** Whether whoever is signed in has a training record that is valid today, and so may act on faces. */
export function useTrained(): boolean {
  const { trainedUntil } = useSignedIn().account;
  return trainedUntil != null && trainedUntil >= dayAfter(0);
}
