import { used } from './lastUse';
import { Problem } from './problem';
import { sessionEnded } from './signal';
import { touchRequests } from './touch';

const UNSAFE = /^(POST|PUT|DELETE|PATCH)$/;

/** The header that proves to the server that a request comes from this page; the cookie changes at sign-in. */
export function csrfHeader(): Record<string, string> {
  const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1];
  return token === undefined ? {} : { 'X-XSRF-TOKEN': decodeURIComponent(token) };
}

/** Lets the server do what a POST asks for once, though it be sent twice. */
function drawKey(request: Request): void {
  const form = request.headers.get('Content-Type')?.startsWith('multipart/') ?? false;
  if (request.method === 'POST' && !form) request.headers.set('Idempotency-Key', `"${crypto.randomUUID()}"`);
}

async function fetched(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    return await fetch(request);
  } catch (lost) {
    if (!request.headers.has('Idempotency-Key')) throw lost;
    return fetch(again);
  }
}

async function sendOnce(request: Request): Promise<Response> {
  if (UNSAFE.test(request.method)) {
    Object.entries(csrfHeader()).forEach(([name, value]) => request.headers.set(name, value));
  }
  const response = await fetched(request);
  // The server does not count a look at the session as use of it.
  if (!request.url.endsWith('/session')) used();
  return response;
}

/**
 * Sends; where the server wants a fresh touch of the passkey, asks for it and sends again. A POST whose answer was lost
 * on the way is sent again too: its key lets the server do it once.
 *
 * @throws Problem where the server refuses
 */
export async function send(request: Request): Promise<Response> {
  drawKey(request);
  const again = request.clone();
  const response = await sendOnce(request);
  if (response.ok) return response;
  const problem = await Problem.of(response);
  if (problem.kind === 'touch-needed' && (await touchRequests.ask())) {
    const second = await sendOnce(again);
    if (second.ok) return second;
    throw await Problem.of(second);
  }
  if (problem.status === 401) sessionEnded.emit();
  throw problem;
}

/** The same for what the client's types do not describe. */
export function ask(url: string, init?: RequestInit): Promise<Response> {
  return send(new Request(new URL(url, location.origin), init));
}

/** Asks for a file and lets the browser save it. */
export async function download(url: string, name: string): Promise<void> {
  const blob = await (await ask(url)).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
