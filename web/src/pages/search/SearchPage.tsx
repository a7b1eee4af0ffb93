import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { queries } from '../../api/queries';
import type { Search } from '../../api/types';
import { useRole, useSignedIn } from '../../app/session';
import { useParameter } from '../../app/useParameter';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { count, moment } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/states';
import { ApprovalForm } from './ApprovalForm';
import { Candidates } from './Candidates';
import { Outcome } from './Outcome';
import { ProbeSection } from './ProbeSection';

export function SearchPage() {
  const loaded = useQuery(queries.search(useParameter('id')));
  return <Loaded query={loaded}>{(search) => <OneSearch search={search} />}</Loaded>;
}

function OneSearch({ search }: { search: Search }) {
  const { t } = useTranslation();
  const { account } = useSignedIn();
  const mine = search.by?.id === account.id;
  const examiner = search.examiner?.id === account.id;
  const ran = search.state !== 'WAITING_FOR_APPROVAL' && search.state !== 'REFUSED';
  return (
    <>
      <PageHead
        title={t('search.title')}
        above={{ to: `/cases/${search.case.id}`, title: t('case.title', { number: search.case.number }) }}
        note={
          search.by == null
            ? t('search.blindNote', { at: moment(search.at) })
            : t('search.note', { name: search.by.name, at: moment(search.at) })
        }
      >
        <StateBadge state={search.state} />
        <Button variant="default" component={Link} to={`/searches/${search.id}/report`}>
          {t('report.title')}
        </Button>
        <Button variant="default" component={Link} to={`/searches/${search.id}/proof`}>
          {t('proof.title')}
        </Button>
      </PageHead>
      <div className={layout.aside}>
        <Stack>
          {search.state === 'WAITING_FOR_APPROVAL' && <Waits search={search} mine={mine} />}
          {search.state === 'REFUSED' && <Refused search={search} />}
          {ran && <Ran search={search} examiner={examiner} />}
        </Stack>
        <Stack>
          {search.decision != null && <Decided decision={search.decision} />}
          <ProbeSection search={search} />
          {ran && <Outcome search={search} examiner={examiner} />}
        </Stack>
      </div>
    </>
  );
}

function Waits({ search, mine }: { search: Search; mine: boolean }) {
  const { t } = useTranslation();
  const approver = useRole('REVIEWER', 'ADMINISTRATOR');
  return (
    <Section title={t('approval.title')}>
      <Text size="sm" mb="sm">
        {search.rule?.says ?? t('approval.text')}
      </Text>
      {mine && <Alert color="yellow">{t('approval.mine')}</Alert>}
      {!mine && approver && <ApprovalForm id={search.id} />}
    </Section>
  );
}

function Decided({ decision: { approved, reason, by, at } }: { decision: NonNullable<Search['decision']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t(approved ? 'approval.approved' : 'approval.declined')}>
      <Facts
        facts={[
          [t('search.by'), by.name],
          [t('search.at'), moment(at)],
          [t('common.reason'), reason],
        ]}
      />
    </Section>
  );
}

function Refused({ search }: { search: Search }) {
  const { t } = useTranslation();
  if (search.decision?.approved === false) {
    return <Alert color="red" title={t('search.declined')} />;
  }
  return (
    <Alert color="red" title={t('search.refusedBy', { rule: search.rule?.title ?? '' })}>
      {search.rule?.says}
    </Alert>
  );
}

function Ran({ search, examiner }: { search: Search; examiner: boolean }) {
  const { t } = useTranslation();
  const { compared, gallery, pack } = search;
  return (
    <>
      <Alert color="yellow" title={t('search.caution')}>
        {search.caution}
      </Alert>
      {compared != null && gallery != null && (
        <Text size="sm">
          {t('search.compared', { compared: count(compared), faces: count(gallery.faces), pack })}
        </Text>
      )}
      {search.candidates.length === 0 ? (
        <Empty title={t('search.noCandidates')}>{t('search.noCandidatesHint')}</Empty>
      ) : (
        <Candidates
          search={search}
          mayDispose={examiner && (search.state === 'CANDIDATES' || search.state === 'IN_REVIEW')}
        />
      )}
    </>
  );
}
