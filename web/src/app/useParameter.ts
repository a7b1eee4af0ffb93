import { useParams } from 'react-router';

/** A part of the address that the route has for sure. */
export function useParameter(name: string): string {
  const value = useParams()[name];
  if (value === undefined) throw new Error(`the route has no ${name}`);
  return value;
}
