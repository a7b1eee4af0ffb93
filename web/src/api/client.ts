import createClient from 'openapi-fetch';
import { send } from './http';
import type { paths } from './schema';

/** The server's API. What it refuses is thrown as a Problem. */
export const client = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** What the server answered. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
