import { Anchor, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answer, client } from '../../api/client';
import { Problem } from '../../api/problem';
import { provider } from '../../api/provider';
import { Waiting } from '../../components/Loaded';
import { ProblemAlert } from '../../components/ProblemAlert';
import { EntryCard } from './EntryCard';

/** Where the identity provider sends the browser back to; what it says counts once. */
export function ProviderReturn() {
  const { t } = useTranslation();
  const [said] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const finishing = useQuery({
    queryKey: ['oidc', said.toString()],
    queryFn: async () => {
      await answer(client.GET('/api/v1/session'));
      return provider.finish(said);
    },
    staleTime: Infinity,
    retry: false,
  });
  const linked = finishing.data?.linked;
  useEffect(() => {
    if (linked === undefined) return;
    void queries
      .invalidateQueries({ queryKey: ['session'] })
      .then(() => navigate(linked ? '/passkeys' : '/', { replace: true }));
  }, [linked, queries, navigate]);
  const unknown = finishing.error instanceof Problem && finishing.error.status === 404;
  return (
    <EntryCard title={t('signIn.title')}>
      {!finishing.isError && <Waiting />}
      {finishing.isError && !unknown && <ProblemAlert error={finishing.error} />}
      {unknown && <Text size="sm">{t('provider.unknown')}</Text>}
      {finishing.isError && (
        <Anchor component={Link} to="/" size="sm">
          {t('signIn.use')}
        </Anchor>
      )}
    </EntryCard>
  );
}
