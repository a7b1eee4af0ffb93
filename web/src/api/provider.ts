import { answer, client } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** The agency's identity provider, as its administrators see it. */
export type ProviderSettings = Schemas['Provider'];

const SETTINGS = '/api/v1/identity-provider';
const LINK = '/api/v1/oidc/link';

export const provider = {
  settings: () => answer(client.GET(SETTINGS)),
  configure: (body: Schemas['ProviderConfigure']) => answer(client.PUT(SETTINGS, { body })),
  remove: () => answer(client.DELETE(SETTINGS)),
  unlink: (account: string) =>
    answer(client.DELETE('/api/v1/identity-provider/links/{account}', { params: { path: { account } } })),
  /** Whether the agency has a provider, and since when the own account is linked with a person there. */
  own: () => answer(client.GET(LINK)),
  unlinkOwn: () => answer(client.DELETE(LINK)),
  /** Each answers with where the browser goes on. */
  begin: (pointer: string) => answer(client.POST('/api/v1/oidc/begin', { body: { pointer } })),
  beginLink: () => answer(client.POST(LINK)),
  finish: (said: URLSearchParams) =>
    answer(client.POST('/api/v1/oidc/finish', { body: Object.fromEntries(said) })),
};
