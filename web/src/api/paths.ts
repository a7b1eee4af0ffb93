import type * as Api from './types';

type Answer<T> = {
  200: { headers: { [name: string]: unknown }; content: { 'application/json': T } };
};
type Parameters<Path, Query> = ([Path] extends [undefined] ? { path?: never } : { path: Path }) &
  ([Query] extends [undefined] ? { query?: never } : { query?: Query });
type Reads<T, Path = undefined, Query = undefined> = {
  parameters: Parameters<Path, Query>;
  responses: Answer<T>;
};
type Writes<Body, T = undefined, Path = undefined> = Reads<T, Path> & {
  requestBody: { content: { 'application/json': Body } };
};
type Acts<T = undefined, Path = undefined> = Reads<T, Path>;
type Id = { id: string };
type Part = { cursor?: string; limit?: number };
type Candidate = Id & { rank: number };
type Reviewed = { searchId: string; rank: number };

/** The endpoints, in the form that openapi-fetch reads. */
export type Paths = {
  '/api/v1/session': { get: Reads<Api.Session>; delete: Acts };
  '/api/v1/invitations/look': { post: Writes<{ token: string }, Api.InvitationLook> };
  '/api/v1/invitations/accept': { post: Writes<{ token: string; code: string; name: string }> };
  '/api/v1/passkeys': { get: Reads<Api.Page<Api.Passkey>> };
  '/api/v1/passkeys/{id}': { delete: Acts<undefined, Id> };
  '/api/v1/recovery-codes': { post: Acts<{ code: string }> };
  '/api/v1/recovery': { post: Writes<{ code: string }> };
  '/api/v1/accounts': { get: Reads<Api.Page<Api.Account>, undefined, Part> };
  '/api/v1/accounts/invitations': { post: Writes<{ name: string; roles: Api.Role[] }, Api.Invitation> };
  '/api/v1/accounts/{id}/suspend': { post: Writes<{ reason: string }, undefined, Id> };
  '/api/v1/accounts/{id}/reinstate': { post: Writes<{ reason: string }, undefined, Id> };
  '/api/v1/accounts/{id}/roles': { put: Writes<{ roles: Api.Role[] }, undefined, Id> };
  '/api/v1/accounts/{id}/trainings': { post: Writes<Api.Training, undefined, Id> };
  '/api/v1/accounts/{id}/recovery': { post: Acts<Api.RecoveryStep, Id> };
  '/api/v1/api-keys': {
    get: Reads<Api.Page<Api.ApiKey>>;
    post: Writes<{ name: string; scopes: Api.ApiKeyScope[]; expires: string }, Api.ApiKey>;
  };
  '/api/v1/api-keys/{id}': { delete: Acts<undefined, Id> };
  '/api/v1/agencies': {
    post: Writes<{ name: string; contact: string; administratorName: string }, Api.Invitation>;
  };
  '/api/v1/cases': {
    get: Reads<Api.Page<Api.Case>, undefined, Part & { state?: Api.Case['state'] }>;
    post: Writes<Api.NewCase, Api.Case>;
  };
  '/api/v1/cases/{id}': { get: Reads<Api.Case, Id> };
  '/api/v1/cases/{id}/close': { post: Writes<{ reason: string }, undefined, Id> };
  '/api/v1/cases/{id}/searches': {
    get: Reads<Api.Page<Api.Search>, Id, Part>;
    post: Writes<Api.NewSearch, Pick<Api.Search, 'id' | 'state'>, Id>;
  };
  '/api/v1/case-choices': { get: Reads<Api.CaseChoices> };
  '/api/v1/policy': { get: Reads<Api.Policy> };
  '/api/v1/searches': {
    get: Reads<Api.Page<Api.Search>, undefined, Part & { state?: Api.SearchState[]; mine?: boolean }>;
  };
  '/api/v1/searches/{id}': { get: Reads<Api.Search, Id> };
  '/api/v1/searches/{id}/approval': { post: Writes<{ approve: boolean; reason: string }, Api.Search, Id> };
  '/api/v1/searches/{id}/dispositions': {
    put: Writes<
      { dispositions: { rank: number; disposition: Api.Disposition; note?: string }[] },
      Api.Search,
      Id
    >;
  };
  '/api/v1/searches/{id}/outcome': { post: Acts<Api.Search, Id> };
  '/api/v1/searches/{id}/candidates/{rank}/examination': {
    put: Writes<Api.Examination, Api.Search, Candidate>;
  };
  '/api/v1/searches/{id}/probe-aligned/landmarks': { get: Reads<Api.Landmarks, Id> };
  '/api/v1/searches/{id}/candidates/{rank}/aligned/landmarks': { get: Reads<Api.Landmarks, Candidate> };
  '/api/v1/facial-features': { get: Reads<Api.FacialFeature[]> };
  '/api/v1/reviews': { get: Reads<Api.Page<Api.Review>, undefined, Part> };
  '/api/v1/reviews/{searchId}/{rank}': {
    get: Reads<Api.Review, Reviewed>;
    post: Writes<Api.Examination, undefined, Reviewed>;
  };
  '/api/v1/oversight': { get: Reads<Api.Oversight, undefined, { from?: string; to?: string }> };
  '/api/v1/sources': {
    get: Reads<Api.Page<Api.Source>, undefined, Part>;
    post: Writes<Api.NewSource, Api.Source>;
  };
  '/api/v1/sources/{id}': { get: Reads<Api.Source, Id> };
  '/api/v1/sources/{id}/end': { post: Writes<{ reason: Api.EndReason; note: string }, undefined, Id> };
  '/api/v1/sources/{id}/imports': { get: Reads<Api.Page<Api.Import>, Id, Part> };
  '/api/v1/imports/{id}': { get: Reads<Api.Import, Id> };
  '/api/v1/imports/{id}/pause': { post: Acts<undefined, Id> };
  '/api/v1/imports/{id}/resume': { post: Acts<undefined, Id> };
  '/api/v1/imports/{id}/cancel': { post: Acts<undefined, Id> };
  '/api/v1/takedowns': { post: Writes<{ link: string }, { found: Api.FoundPhoto[] }> };
  '/api/v1/takedowns/confirm': { post: Writes<{ photos: string[]; reason: string }> };
  '/api/v1/ledger': { get: Reads<Api.Ledger> };
};
