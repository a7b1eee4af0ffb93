import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Search } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** What came of a search: the server draws it from the dispositions and reviews. */
export function Outcome({ search, mine }: { search: Search; mine: boolean }) {
  const { t } = useTranslation();
  const drawing = useAct(
    () => answer(client.POST('/api/v1/searches/{id}/outcome', { params: { path: { id: search.id } } })),
    { inPlace: true, refresh: ['searches', 'cases'], done: t('outcome.recorded') },
  );
  const final = search.state === 'LEAD' || search.state === 'NO_LEAD';
  return (
    <Section title={t('outcome.title')}>
      <Stack gap="sm">
        <Text size="sm">{final ? t(`outcome.${search.state}` as 'outcome.LEAD') : t('outcome.open')}</Text>
        {drawing.isError && <ProblemAlert error={drawing.error} />}
        {!final && mine && (
          <Button variant="light" loading={drawing.isPending} onClick={() => drawing.mutate()}>
            {t('outcome.draw')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
