import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import './theme.css';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Problem } from './api/problem';
import { router } from './app/router';
import { TouchDialog } from './app/TouchDialog';
import { i18n } from './locales/i18n';
import { theme } from './theme';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refuses it refuses again; only a lost connection is worth another try.
      retry: (count, error) => !(error instanceof Problem) && count < 2,
      // The server counts every request as use of the session.
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error(i18n.t('error.unknown'));

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <TouchDialog />
        <Notifications position="bottom-right" />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
