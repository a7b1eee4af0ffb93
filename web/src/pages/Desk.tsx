import { Alert, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { queries } from '../api/queries';
import { useRole, useSignedIn, useTrained } from '../app/session';
import { Empty } from '../components/Empty';
import { count, day, dayAfter } from '../components/format';
import { PageHead } from '../components/PageHead';
import { Section } from '../components/Section';
import { Proposals } from './accounts/Proposals';
import { CaseList } from './cases/CaseList';
import { ReviewList } from './review/ReviewList';
import { SearchList } from './search/SearchList';

/** What waits for whoever is signed in. */
export function Desk() {
  const { t } = useTranslation();
  const { operator, gallery } = useSignedIn();
  // What an administrator records and what is imported meanwhile is seen here first.
  useQuery({ ...queries.session(), refetchOnMount: 'always' });
  const examiner = useRole('EXAMINER');
  const reviewer = useRole('REVIEWER');
  const approver = useRole('REVIEWER', 'ADMINISTRATOR');
  const trained = useTrained();
  if (operator) return <Navigate to="/sources" replace />;
  return (
    <>
      <PageHead title={t('desk.title')} note={t('desk.gallery', { faces: count(gallery.faces) })}>
        {examiner && (
          <Button component={Link} to="/cases/new">
            {t('cases.new')}
          </Button>
        )}
      </PageHead>
      <Stack>
        <Proposals />
        {(examiner || reviewer) && <TrainingNotice />}
        {approver && (
          <Section title={t('desk.approvals')}>
            <SearchList
              label={t('desk.approvals')}
              pages={queries.searches(['WAITING_FOR_APPROVAL'])}
              empty={<Empty title={t('approvals.none')} />}
            />
          </Section>
        )}
        {reviewer && trained && (
          <Section title={t('desk.reviews')}>
            <ReviewList />
          </Section>
        )}
        {examiner && (
          <Section title={t('desk.searches')}>
            <SearchList
              label={t('desk.searches')}
              pages={queries.searches(['CANDIDATES', 'IN_REVIEW'], true)}
              empty={<Empty title={t('desk.noSearches')} />}
            />
          </Section>
        )}
        <Section title={t('desk.cases')}>
          <CaseList
            state="OPEN"
            empty={<Empty title={t('cases.none.OPEN')}>{examiner && t('cases.noneHint')}</Empty>}
          />
        </Section>
      </Stack>
    </>
  );
}

/** Who has no current training cannot act on faces, and had better know before. */
function TrainingNotice() {
  const { t } = useTranslation();
  const { trainedUntil } = useSignedIn().account;
  const trained = useTrained();
  if (trainedUntil != null && trainedUntil > dayAfter(30)) return null;
  return (
    <Alert color="yellow">
      {trained && trainedUntil != null
        ? t('desk.trainingEnds', { until: day(trainedUntil) })
        : t('desk.untrained')}
    </Alert>
  );
}
