import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from './http';
import { Problem } from './problem';
import { sessionEnded } from './signal';
import { touchRequests } from './touch';

const NEEDED = { type: 'urn:beholden:touch-needed', title: 'Touch', detail: 'Touch your passkey.' };
const REFUSED = { type: 'urn:beholden:policy', title: 'Case open', detail: 'The case is closed.' };

/** A server that gives these answers, one after the other, and remembers what it was asked. */
function serverThatAnswers(...answers: Response[]) {
  const asked: { body: string; csrf: string | null }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push({ body: await request.text(), csrf: request.headers.get('X-XSRF-TOKEN') });
    return answers.shift() ?? new Response(null, { status: 500 });
  });
  return asked;
}

const post = () => new Request('http://localhost/api/v1/agencies', { method: 'POST', body: '{"name":"x"}' });

describe('a request', () => {
  beforeEach(() => vi.stubGlobal('document', { cookie: 'a=1; XSRF-TOKEN=first' }));
  afterEach(() => vi.unstubAllGlobals());

  it('is sent again, with its body and the new token, once the passkey is touched', async () => {
    const asked = serverThatAnswers(Response.json(NEEDED, { status: 403 }), Response.json({ done: true }));
    const answered = send(post());
    await vi.waitUntil(() => touchRequests.open);

    document.cookie = 'XSRF-TOKEN=second';
    touchRequests.answer(true);

    expect(await (await answered).json()).toEqual({ done: true });
    expect(asked).toEqual([
      { body: '{"name":"x"}', csrf: 'first' },
      { body: '{"name":"x"}', csrf: 'second' },
    ]);
  });

  it('stays refused where nobody touches the passkey', async () => {
    const asked = serverThatAnswers(Response.json(NEEDED, { status: 403 }));
    const answered = send(post());
    await vi.waitUntil(() => touchRequests.open);

    touchRequests.answer(false);

    await expect(answered).rejects.toThrow('Touch your passkey.');
    expect(asked).toHaveLength(1);
  });

  it('is not repeated where the server refuses for another reason', async () => {
    const asked = serverThatAnswers(Response.json(REFUSED, { status: 403 }));

    await expect(send(post())).rejects.toThrow('The case is closed.');
    expect(asked).toHaveLength(1);
  });

  it('tells the page where the session is gone', async () => {
    serverThatAnswers(new Response(null, { status: 401 }));
    const ended = vi.fn();
    const stop = sessionEnded.on(ended);

    await expect(send(post())).rejects.toThrow(Problem);
    stop();

    expect(ended).toHaveBeenCalledOnce();
  });

  it('is sent again with the same key when no answer came, if it has one', async () => {
    const keys: (string | null)[] = [];
    const bodies: string[] = [];
    vi.stubGlobal('fetch', async (request: Request) => {
      keys.push(request.headers.get('Idempotency-Key'));
      bodies.push(await request.text());
      if (keys.length === 1) throw new TypeError('connection lost');
      return Response.json({ done: true });
    });

    expect(await (await send(post())).json()).toEqual({ done: true });

    expect(keys[0]).toMatch(/^"[0-9a-f-]{36}"$/);
    expect(keys[1]).toBe(keys[0]);
    expect(bodies).toEqual(['{"name":"x"}', '{"name":"x"}']);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('connection lost')));
    await expect(send(new Request('http://localhost/api/v1/cases'))).rejects.toThrow('connection lost');
  });
});
