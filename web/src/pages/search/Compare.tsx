import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Candidate, Examination, Search } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { useParameter } from '../../app/useParameter';
import classes from '../../compare/compare.module.css';
import { ExaminationForm } from '../../compare/ExaminationForm';
import { FaceComparison } from '../../compare/FaceComparison';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { rate } from './rate';
import { NotFound } from '../NotFound';

/** One candidate beside the probe. */
export function Compare() {
  const loaded = useQuery(queries.search(useParameter('id')));
  const rank = Number(useParameter('rank'));
  return (
    <Loaded query={loaded}>
      {(search) => {
        const candidate = search.candidates.find((one) => one.rank === rank);
        return candidate === undefined ? (
          <NotFound />
        ) : (
          <Comparing key={rank} search={search} candidate={candidate} />
        );
      }}
    </Loaded>
  );
}

function Comparing({ search, candidate }: { search: Search; candidate: Candidate }) {
  const { t } = useTranslation();
  const { rank } = candidate;
  return (
    <>
      <PageHead
        title={t('compare.with', { rank })}
        above={{ to: `/searches/${search.id}`, title: t('search.title') }}
        note={`${t('search.score', { score: candidate.score.toFixed(3) })} · ${rate(candidate, t)}`}
      >
        <Neighbours search={search} rank={rank} />
      </PageHead>
      <div className={classes.compare}>
        <FaceComparison search={search.id} rank={rank} />
        <Section title={t('examination.title')}>
          <OwnExamination search={search} candidate={candidate} />
        </Section>
      </div>
    </>
  );
}

function Neighbours({ search, rank }: { search: Search; rank: number }) {
  const { t } = useTranslation();
  const ranks = search.candidates.filter(({ removed }) => !removed).map((one) => one.rank);
  const at = ranks.indexOf(rank);
  const [previous, next] = [ranks[at - 1], ranks[at + 1]];
  return (
    <Group gap="xs">
      {previous !== undefined && (
        <Button variant="default" component={Link} to={`/searches/${search.id}/compare/${previous}`}>
          {t('compare.previous')}
        </Button>
      )}
      {next !== undefined && (
        <Button variant="default" component={Link} to={`/searches/${search.id}/compare/${next}`}>
          {t('compare.next')}
        </Button>
      )}
    </Group>
  );
}

function OwnExamination({ search, candidate }: { search: Search; candidate: Candidate }) {
  const { t } = useTranslation();
  const { account } = useSignedIn();
  const navigate = useNavigate();
  const features = useQuery(queries.facialFeatures());
  const recording = useAct(
    (body: Examination) =>
      answer(
        client.PUT('/api/v1/searches/{id}/candidates/{rank}/examination', {
          params: { path: { id: search.id, rank: candidate.rank } },
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
  const open = search.state === 'CANDIDATES' || search.state === 'IN_REVIEW';
  if (search.by?.id !== account.id || !open) {
    return (
      <Text size="sm" c="dimmed">
        {candidate.disposition == null
          ? t('examination.notYours')
          : t(`conclusion.${candidate.disposition.conclusion}` as 'conclusion.POSSIBLE')}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
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
    </Stack>
  );
}
