import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Case, Page, SearchState } from './types';

/** Until the server is done with something that it does in the background, the page asks again after so long. */
const AGAIN_MILLISECONDS = 4_000;

type Cursor = { cursor?: string };

/** A list that is read part by part. The key's first word is what changes are announced under. */
function pages<T>(key: readonly unknown[], part: (query: Cursor) => Promise<Page<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => part(pageParam === '' ? {} : { cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (last: Page<T>) => last.next ?? undefined,
  });
}

/** Everything that is read, by name. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: () => answer(client.GET('/api/v1/session')),
      staleTime: 60_000,
    }),
  cases: (state: Case['state']) =>
    pages(['cases', state], (query) =>
      answer(client.GET('/api/v1/cases', { params: { query: { ...query, state } } })),
    ),
  case: (id: string) =>
    queryOptions({
      queryKey: ['cases', 'one', id],
      queryFn: () => answer(client.GET('/api/v1/cases/{id}', { params: { path: { id } } })),
      refetchInterval: ({ state: { data } }) =>
        data?.document?.sealed === false &&
        !data.document.lost &&
        data.shredded == null &&
        AGAIN_MILLISECONDS,
    }),
  caseChoices: () =>
    queryOptions({
      queryKey: ['case-choices'],
      queryFn: () => answer(client.GET('/api/v1/case-choices')),
      staleTime: 600_000,
    }),
  caseSearches: (id: string) =>
    pages(['searches', 'of-case', id], (query) =>
      answer(client.GET('/api/v1/cases/{id}/searches', { params: { path: { id }, query } })),
    ),
  searches: (state: SearchState[], mine = false) =>
    pages(['searches', state, mine], (query) =>
      answer(client.GET('/api/v1/searches', { params: { query: { ...query, state, mine } } })),
    ),
  search: (id: string) =>
    queryOptions({
      queryKey: ['searches', 'one', id],
      queryFn: () => answer(client.GET('/api/v1/searches/{id}', { params: { path: { id } } })),
    }),
  probeLandmarks: (id: string) =>
    queryOptions({
      queryKey: ['landmarks', id],
      queryFn: () =>
        answer(client.GET('/api/v1/searches/{id}/probe-aligned/landmarks', { params: { path: { id } } })),
      staleTime: Infinity,
    }),
  candidateLandmarks: (id: string, rank: number) =>
    queryOptions({
      queryKey: ['landmarks', id, rank],
      queryFn: () =>
        answer(
          client.GET('/api/v1/searches/{id}/candidates/{rank}/aligned/landmarks', {
            params: { path: { id, rank } },
          }),
        ),
      staleTime: Infinity,
    }),
  facialFeatures: () =>
    queryOptions({
      queryKey: ['facial-features'],
      queryFn: () => answer(client.GET('/api/v1/facial-features')),
      staleTime: Infinity,
    }),
  reviews: () => pages(['reviews'], (query) => answer(client.GET('/api/v1/reviews', { params: { query } }))),
  review: (searchId: string, rank: number) =>
    queryOptions({
      queryKey: ['reviews', searchId, rank],
      queryFn: () =>
        answer(client.GET('/api/v1/reviews/{id}/{rank}', { params: { path: { id: searchId, rank } } })),
    }),
  accounts: () =>
    pages(['accounts'], (query) => answer(client.GET('/api/v1/accounts', { params: { query } }))),
  apiKeys: () =>
    queryOptions({ queryKey: ['api-keys'], queryFn: () => answer(client.GET('/api/v1/api-keys')) }),
  proposals: () =>
    queryOptions({
      // The open ones come first, of which there are 20 at most: one page has them all.
      queryKey: ['proposals'],
      queryFn: () => answer(client.GET('/api/v1/proposals', { params: { query: { limit: 200 } } })),
    }),
  passkeys: () =>
    queryOptions({ queryKey: ['passkeys'], queryFn: () => answer(client.GET('/api/v1/passkeys')) }),
  policy: () => queryOptions({ queryKey: ['policy'], queryFn: () => answer(client.GET('/api/v1/policy')) }),
  oversight: (from: string, to: string) =>
    queryOptions({
      queryKey: ['oversight', from, to],
      queryFn: () => answer(client.GET('/api/v1/oversight', { params: { query: { from, to } } })),
    }),
  sources: () => pages(['sources'], (query) => answer(client.GET('/api/v1/sources', { params: { query } }))),
  source: (id: string) =>
    queryOptions({
      queryKey: ['sources', 'one', id],
      queryFn: () => answer(client.GET('/api/v1/sources/{id}', { params: { path: { id } } })),
      refetchInterval: ({ state: { data } }) =>
        (data?.state === 'ENDED' || data?.state === 'REMOVING') && AGAIN_MILLISECONDS,
    }),
  imports: (source: string) =>
    pages(['imports', source], (query) =>
      answer(client.GET('/api/v1/sources/{id}/imports', { params: { path: { id: source }, query } })),
    ),
  takedowns: () =>
    pages(['takedowns'], (query) => answer(client.GET('/api/v1/takedowns', { params: { query } }))),
  ledger: () => queryOptions({ queryKey: ['ledger'], queryFn: () => answer(client.GET('/api/v1/ledger')) }),
};
