import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Search } from '../../api/types';
import { useRole } from '../../app/session';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** What came of a search: the server draws it from the dispositions and reviews. */
export function Outcome({ search, examiner }: { search: Search; examiner: boolean }) {
  const { t } = useTranslation();
  const drawing = useAct(
    () => answer(client.POST('/api/v1/searches/{id}/outcome', { params: { path: { id: search.id } } })),
    { inPlace: true, refresh: ['searches', 'cases'], done: t('outcome.recorded') },
  );
  const final = search.state === 'LEAD' || search.state === 'NO_LEAD';
  const mayTakeOver = useRole('EXAMINER') && search.vacant === true && !final && !examiner;
  return (
    <Section title={t('outcome.title')}>
      <Stack gap="sm">
        <Text size="sm">{final ? t(`outcome.${search.state}` as 'outcome.LEAD') : t('outcome.open')}</Text>
        {search.examiner != null && search.by != null && search.examiner.id !== search.by.id && (
          <Text size="sm">{t('takeover.by', { name: search.examiner.name })}</Text>
        )}
        {mayTakeOver && <TakeOver id={search.id} />}
        {drawing.isError && <ProblemAlert error={drawing.error} />}
        {!final && examiner && (
          <Button variant="light" loading={drawing.isPending} onClick={() => drawing.mutate()}>
            {t('outcome.draw')}
          </Button>
        )}
      </Stack>
    </Section>
  );
}

/** For a search whose examiner is suspended, or examines no more: otherwise it would have no outcome ever. */
function TakeOver({ id }: { id: string }) {
  const { t } = useTranslation();
  const taking = useAct(
    () => answer(client.POST('/api/v1/searches/{id}/takeover', { params: { path: { id } } })),
    { inPlace: true, refresh: ['searches', 'reviews'], done: t('takeover.done') },
  );
  return (
    <>
      <Text size="sm">{t('takeover.why')}</Text>
      {taking.isError && <ProblemAlert error={taking.error} />}
      <Button variant="light" loading={taking.isPending} onClick={() => taking.mutate()}>
        {t('takeover.title')}
      </Button>
    </>
  );
}
