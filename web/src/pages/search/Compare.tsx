import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { queries } from '../../api/queries';
import type { Candidate, Search } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import classes from '../../compare/compare.module.css';
import { FaceComparison } from '../../compare/FaceComparison';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { rate } from './rate';
import { NotFound } from '../NotFound';
import { OwnExamination } from './OwnExamination';
import { isProbeGone, ProbeGone } from './ProbeSection';

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
        {isProbeGone(search.probe) ? (
          <ProbeGone probe={search.probe} />
        ) : (
          <FaceComparison search={search.id} rank={rank} />
        )}
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
