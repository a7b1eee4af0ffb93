import createClient from 'openapi-fetch';
import { send } from './http';
import type { Paths } from './paths';

/** The server's API. What it refuses is thrown as a Problem. */
export const client = createClient<Paths>({ baseUrl: location.origin, fetch: send });

/** What the server answered. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
