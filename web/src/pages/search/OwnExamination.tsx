import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Candidate, Disposition, Examination, Search } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ExaminationForm } from '../../compare/ExaminationForm';
import { Loaded } from '../../components/Loaded';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';
import { dispositionsOf } from './dispositions';

type Properties = { search: Search; candidate: Candidate };

/** What the examiner of a search makes of a candidate: at first sight, then feature by feature. */
export function OwnExamination({ search, candidate }: Properties) {
  const { t } = useTranslation();
  const { account } = useSignedIn();
  const { disposition } = candidate;
  const open = search.state === 'CANDIDATES' || search.state === 'IN_REVIEW';
  if (search.examiner?.id !== account.id || !open || disposition?.examination != null) {
    const known = disposition?.examination ?? disposition?.conclusion;
    return (
      <Text size="sm">{known === undefined ? t('examination.notYours') : t(`conclusion.${known}`)}</Text>
    );
  }
  return (
    <Stack gap="sm">
      <FirstSight key={disposition?.conclusion} search={search} candidate={candidate} />
      {disposition?.conclusion === 'POSSIBLE' && <Features search={search} candidate={candidate} />}
    </Stack>
  );
}

function FirstSight({ search, candidate }: Properties) {
  const { t } = useTranslation();
  const { rank, disposition } = candidate;
  const recorded = disposition?.conclusion;
  const [chosen, setChosen] = useState<Disposition | undefined>(recorded);
  const recording = useAct(
    (kind: Disposition) =>
      answer(
        client.PUT('/api/v1/searches/{id}/dispositions', {
          params: { path: { id: search.id } },
          body: { dispositions: [{ rank, disposition: kind }] },
        }),
      ),
    { inPlace: true, refresh: ['searches'], done: t('disposition.saved') },
  );
  return (
    <>
      <Text size="sm">{t('disposition.first')}</Text>
      <SegmentedControl
        orientation="vertical"
        fullWidth
        size="xs"
        aria-label={t('disposition.of', { rank })}
        value={chosen ?? ''}
        data={dispositionsOf(candidate).map((value) => ({ value, label: t(`conclusion.${value}`) }))}
        onChange={(value) => setChosen(value as Disposition)}
      />
      {recording.isError && <ProblemAlert error={recording.error} />}
      {chosen !== undefined && chosen !== recorded && (
        <Group>
          <Button loading={recording.isPending} onClick={() => recording.mutate(chosen)}>
            {t('disposition.record')}
          </Button>
        </Group>
      )}
    </>
  );
}

function Features({ search, candidate: { rank } }: Properties) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const features = useQuery(queries.facialFeatures());
  const recording = useAct(
    (body: Examination) =>
      answer(
        client.PUT('/api/v1/searches/{id}/candidates/{rank}/examination', {
          params: { path: { id: search.id, rank } },
          body,
        }),
      ),
    {
      inPlace: true,
      refresh: ['searches', 'reviews'],
      done: t('examination.recorded'),
      then: () => void navigate(`/searches/${search.id}`),
    },
  );
  return (
    <>
      <Alert color="blue">{t('examination.why')}</Alert>
      <Loaded query={features}>
        {(list) => (
          <ExaminationForm
            features={list}
            busy={recording.isPending}
            onRecord={(done) => recording.mutate(done)}
          />
        )}
      </Loaded>
      {recording.isError && <ProblemAlert error={recording.error} />}
    </>
  );
}
