import { Anchor, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, client } from '../../api/client';
import { provider } from '../../api/provider';
import { useParameter } from '../../app/useParameter';
import { ProblemAlert } from '../../components/ProblemAlert';
import { EntryCard } from './EntryCard';

/** What an agency's own sign-in link opens. */
export function ProviderSignIn() {
  const { t } = useTranslation();
  const pointer = useParameter('pointer');
  const beginning = useMutation({
    mutationFn: async () => {
      // Also brings the token against forged requests.
      await answer(client.GET('/api/v1/session'));
      return provider.begin(pointer);
    },
    onSuccess: ({ location }) => window.location.assign(location),
  });
  return (
    <EntryCard title={t('signIn.title')}>
      <Text size="sm">{t('provider.text')}</Text>
      {beginning.isError && <ProblemAlert error={beginning.error} />}
      <Button
        loading={beginning.isPending || beginning.isSuccess}
        onClick={() => beginning.mutate()}
        autoFocus
      >
        {t('provider.go')}
      </Button>
      <Anchor component={Link} to="/" size="sm">
        {t('signIn.use')}
      </Anchor>
    </EntryCard>
  );
}
