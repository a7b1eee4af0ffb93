import { Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './EntryCard.module.css';

/** A page for somebody who is not signed in. */
export function EntryCard({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t('app.title', { page: title });
  }, [t, title]);
  return (
    <main className={classes.entry}>
      <Paper withBorder p="xl" className={classes.card}>
        <Text fw={700} mb="lg">
          {t('app.name')}
        </Text>
        <Stack>
          <Title order={1} size="h3">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </main>
  );
}
