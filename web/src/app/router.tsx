import { createHashRouter } from 'react-router';
import { Accounts } from '../pages/accounts/Accounts';
import { ApiKeys } from '../pages/accounts/ApiKeys';
import { IdentityProvider } from '../pages/accounts/IdentityProvider';
import { Passkeys } from '../pages/accounts/Passkeys';
import { CasePage } from '../pages/cases/CasePage';
import { Cases } from '../pages/cases/Cases';
import { NewCasePage } from '../pages/cases/NewCasePage';
import { Desk } from '../pages/Desk';
import { Invited } from '../pages/entry/Invited';
import { ProviderReturn } from '../pages/entry/ProviderReturn';
import { ProviderSignIn } from '../pages/entry/ProviderSignIn';
import { Recovery } from '../pages/entry/Recovery';
import { Ledger } from '../pages/Ledger';
import { NotFound } from '../pages/NotFound';
import { Agencies } from '../pages/operator/Agencies';
import { NewSourcePage } from '../pages/operator/NewSourcePage';
import { PolicyPage } from '../pages/operator/PolicyPage';
import { SourcePage } from '../pages/operator/SourcePage';
import { Sources } from '../pages/operator/Sources';
import { Takedown } from '../pages/operator/Takedown';
import { Approvals } from '../pages/review/Approvals';
import { ReviewPage } from '../pages/review/ReviewPage';
import { Reviews } from '../pages/review/Reviews';
import { Compare } from '../pages/search/Compare';
import { NewSearchPage } from '../pages/search/NewSearchPage';
import { Proof } from '../pages/search/Proof';
import { Report } from '../pages/search/Report';
import { SearchPage } from '../pages/search/SearchPage';
import { Gate } from './Gate';

/** Addresses are after the hash: the server sends one page, and never sees which case somebody reads. */
export const router = createHashRouter([
  { path: '/invitation/:token', element: <Invited /> },
  { path: '/recovery', element: <Recovery /> },
  { path: '/oidc/:pointer', element: <ProviderSignIn /> },
  { path: '/oidc', element: <ProviderReturn /> },
  {
    element: <Gate />,
    children: [
      { path: '/', element: <Desk /> },
      { path: '/cases', element: <Cases /> },
      { path: '/cases/new', element: <NewCasePage /> },
      { path: '/cases/:id', element: <CasePage /> },
      { path: '/cases/:id/search', element: <NewSearchPage /> },
      { path: '/searches/:id', element: <SearchPage /> },
      { path: '/searches/:id/compare/:rank', element: <Compare /> },
      { path: '/searches/:id/proof', element: <Proof /> },
      { path: '/searches/:id/report', element: <Report /> },
      { path: '/approvals', element: <Approvals /> },
      { path: '/reviews', element: <Reviews /> },
      { path: '/reviews/:searchId/:rank', element: <ReviewPage /> },
      // Charts are the largest library of the page, and few come here.
      {
        path: '/oversight',
        lazy: async () => ({ Component: (await import('../pages/oversight/Oversight')).Oversight }),
      },
      { path: '/accounts', element: <Accounts /> },
      { path: '/api-keys', element: <ApiKeys /> },
      { path: '/passkeys', element: <Passkeys /> },
      { path: '/identity-provider', element: <IdentityProvider /> },
      { path: '/agencies', element: <Agencies /> },
      { path: '/sources', element: <Sources /> },
      { path: '/sources/new', element: <NewSourcePage /> },
      { path: '/sources/:id', element: <SourcePage /> },
      { path: '/takedown', element: <Takedown /> },
      { path: '/policy', element: <PolicyPage /> },
      { path: '/ledger', element: <Ledger /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
