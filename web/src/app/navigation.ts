import type { ParseKeys } from 'i18next';
import type { Role } from '../api/types';

export type Place = { to: string; label: ParseKeys; roles: Role[] };

/** What each role finds in the navigation. */
const PLACES: Place[] = [
  { to: '/', label: 'nav.desk', roles: ['EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR'] },
  { to: '/cases', label: 'nav.cases', roles: ['EXAMINER', 'REVIEWER', 'ADMINISTRATOR', 'AUDITOR'] },
  { to: '/approvals', label: 'nav.approvals', roles: ['REVIEWER', 'ADMINISTRATOR'] },
  { to: '/reviews', label: 'nav.reviews', roles: ['REVIEWER'] },
  { to: '/oversight', label: 'nav.oversight', roles: ['ADMINISTRATOR', 'AUDITOR'] },
  { to: '/accounts', label: 'nav.accounts', roles: ['ADMINISTRATOR', 'AUDITOR', 'OPERATOR'] },
  { to: '/sources', label: 'nav.sources', roles: ['OPERATOR'] },
  { to: '/takedown', label: 'nav.takedown', roles: ['OPERATOR'] },
  { to: '/policy', label: 'nav.policy', roles: ['OPERATOR'] },
  { to: '/agencies', label: 'nav.agencies', roles: ['OPERATOR'] },
  {
    to: '/ledger',
    label: 'nav.ledger',
    roles: ['OPERATOR', 'ADMINISTRATOR', 'EXAMINER', 'REVIEWER', 'AUDITOR'],
  },
];

export function placesOf(roles: Role[]): Place[] {
  return PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));
}

/** Whether the page at `pathname` belongs to a place; searches belong to their cases. */
export function isHere(place: string, pathname: string): boolean {
  const own = pathname.startsWith('/searches') ? '/cases' : pathname;
  return place === '/' ? own === '/' : own === place || own.startsWith(`${place}/`);
}
