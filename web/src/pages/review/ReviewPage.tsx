import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Examination, Review } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import classes from '../../compare/compare.module.css';
import { ExaminationForm } from '../../compare/ExaminationForm';
import { FaceComparison } from '../../compare/FaceComparison';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** A second opinion, without a word of the first. */
export function ReviewPage() {
  const searchId = useParameter('searchId');
  const rank = Number(useParameter('rank'));
  const loaded = useQuery(queries.review(searchId, rank));
  return <Loaded query={loaded}>{(review) => <Reviewing review={review} />}</Loaded>;
}

function Reviewing({ review }: { review: Review }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const features = useQuery(queries.facialFeatures());
  const recording = useAct(
    (body: Examination) =>
      answer(
        client.POST('/api/v1/reviews/{id}/{rank}', {
          params: { path: { id: review.id, rank: review.rank } },
          body,
        }),
      ),
    {
      inPlace: true,
      refresh: ['reviews', 'searches'],
      done: t('examination.recorded'),
      then: () => void navigate('/reviews'),
    },
  );
  return (
    <>
      <PageHead
        title={t('reviews.one', { number: review.case.number })}
        above={{ to: '/reviews', title: t('reviews.title') }}
      />
      <div className={classes.compare}>
        <FaceComparison search={review.id} rank={review.rank} />
        <Section title={t('examination.title')}>
          <Stack gap="sm">
            <Alert color="blue">{t('reviews.blind')}</Alert>
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
        </Section>
      </div>
    </>
  );
}
