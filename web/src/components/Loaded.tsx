import { Progress } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './ProblemAlert';

type Properties<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode };

/** What was asked for, or that it is on its way, or why it is not to be had. */
export function Loaded<T>({ query, children }: Properties<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />;
  return <Waiting />;
}

/** Something is under way, and nobody knows how long. */
export function Waiting({ label }: { label?: string }) {
  const { t } = useTranslation();
  return <Progress value={100} animated size="sm" my="md" aria-label={label ?? t('common.loading')} />;
}
