import { ask } from './http';

/** The agency's identity provider, as its administrators see it. */
export type ProviderSettings = {
  redirectUri: string;
  configured?: { issuer: string; clientId: string; claim: string; signInLink: string };
  links: { account: { id: string; name: string }; since: string }[];
  refusals: { at: string; why: Why; account?: { id: string; name: string } }[];
};
export type Why = 'FAILED' | 'DENIED' | 'UNTRUSTED' | 'UNKNOWN' | 'SUSPENDED' | 'TAKEN';
export type ProviderForm = { issuer: string; clientId: string; clientSecret?: string; claim: string };
/** Whether the agency has a provider, and since when the own account is linked with a person there. */
export type OwnLink = { available: boolean; since?: string };

const SETTINGS = '/api/v1/identity-provider';
const LINK = '/api/v1/oidc/link';

async function json<T>(url: string, method = 'GET', body?: object): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { method }
      : { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await (await ask(url, init)).json()) as T;
}

export const provider = {
  settings: () => json<ProviderSettings>(SETTINGS),
  configure: (form: ProviderForm) => json<ProviderSettings>(SETTINGS, 'PUT', form),
  remove: () => ask(SETTINGS, { method: 'DELETE' }),
  unlink: (account: string) => ask(`${SETTINGS}/links/${account}`, { method: 'DELETE' }),
  own: () => json<OwnLink>(LINK),
  unlinkOwn: () => ask(LINK, { method: 'DELETE' }),
  /** Each answers with where the browser goes on. */
  begin: (pointer: string) => json<{ location: string }>('/api/v1/oidc/begin', 'POST', { pointer }),
  beginLink: () => json<{ location: string }>(LINK, 'POST'),
  finish: (said: URLSearchParams) =>
    json<{ linked: boolean }>('/api/v1/oidc/finish', 'POST', Object.fromEntries(said)),
};
