import createClient from 'openapi-fetch';
import { send } from './http';
import type { Paths } from './paths';
import { Problem } from './problem';

export const client = createClient<Paths>({ baseUrl: location.origin, fetch: send });

/** What the server answered. @throws Problem where it refused */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data, response } = await call;
  if (!response.ok) throw await Problem.of(response);
  return data as T;
}
