import { afterEach, expect, it, vi } from 'vitest';
import { Problem } from './problem';

afterEach(() => vi.unstubAllGlobals());

it('the client throws what the server says when it refuses', async () => {
  vi.stubGlobal('location', { origin: 'http://localhost' });
  vi.stubGlobal('document', { cookie: '' });
  const refusal = { type: 'urn:beholden:not-found', detail: 'There is nothing here.' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refusal, { status: 404 })));
  const { answer, client } = await import('./client');

  const asked = answer(client.GET('/api/v1/ledger'));

  await expect(asked).rejects.toThrow(Problem);
  await expect(asked).rejects.toThrow('There is nothing here.');
});
