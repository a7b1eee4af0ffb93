import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { answer, client } from '../api/client';
import { queries } from '../api/queries';
import { sessionEnded } from '../api/signal';
import { Loaded } from '../components/Loaded';
import { SignIn } from '../pages/entry/SignIn';
import { IdleNotice } from './IdleNotice';
import { isSignedIn, SessionContext } from './session';
import { Shell } from './Shell';

/** Lets in who is signed in; others sign in first, and then are where they wanted to be. */
export function Gate() {
  const cache = useQueryClient();
  const session = useQuery(queries.session());
  const [ended, setEnded] = useState(false);

  const forget = useCallback(() => {
    setEnded(true);
    // Nothing of the agency stays in the page.
    cache.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    cache.setQueryData(queries.session().queryKey, {
      signedIn: false,
      registering: false,
      operator: false,
      idleSeconds: 0,
    });
  }, [cache]);
  useEffect(() => sessionEnded.on(forget), [forget]);

  const stay = useCallback(() => {
    // Any request but that for the session counts as use; where it fails, the countdown goes on.
    answer(client.GET('/api/v1/passkeys')).catch(() => undefined);
  }, []);
  const end = useCallback(() => {
    void answer(client.DELETE('/api/v1/session')).finally(forget);
  }, [forget]);

  return (
    <Loaded query={session}>
      {(who) =>
        isSignedIn(who) ? (
          <SessionContext value={who}>
            <Shell />
            <IdleNotice idleSeconds={who.idleSeconds} onStay={stay} onEnd={end} />
          </SessionContext>
        ) : (
          <SignIn ended={ended} onSignedIn={() => setEnded(false)} />
        )
      }
    </Loaded>
  );
}
