import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Case } from '../../api/types';
import { useRole } from '../../app/session';
import { useParameter } from '../../app/useParameter';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { day, moment } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/states';
import { useAct } from '../../components/useAct';
import { SearchList } from '../search/SearchList';
import { CaseDocumentSection } from './CaseDocumentSection';
import { useChoiceNames } from './useChoiceNames';

export function CasePage() {
  const loaded = useQuery(queries.case(useParameter('id')));
  return <Loaded query={loaded}>{(found) => <OneCase found={found} />}</Loaded>;
}

function OneCase({ found }: { found: Case }) {
  const { t } = useTranslation();
  const names = useChoiceNames();
  const examiner = useRole('EXAMINER');
  const administrator = useRole('ADMINISTRATOR');
  const open = found.state === 'OPEN';
  const closing = useAct(
    (reason: string) =>
      answer(
        client.POST('/api/v1/cases/{id}/close', { params: { path: { id: found.id } }, body: { reason } }),
      ),
    { refresh: ['cases'], done: t('case.closed') },
  );
  const shredding = useAct(
    (reason: string) =>
      answer(
        client.POST('/api/v1/cases/{id}/shred', { params: { path: { id: found.id } }, body: { reason } }),
      ),
    { refresh: ['cases', 'searches'], done: t('case.shredded') },
  );
  return (
    <>
      <PageHead
        title={t('case.title', { number: found.number })}
        above={{ to: '/cases', title: t('cases.title') }}
      >
        <StateBadge state={found.state} />
        {open && examiner && (
          <>
            <ConfirmButton
              label={t('case.close')}
              title={t('case.close')}
              loses={t('case.closeLoses', { number: found.number })}
              withReason
              busy={closing.isPending}
              onConfirm={(reason) => closing.mutate(reason)}
            />
            <Button component={Link} to={`/cases/${found.id}/search`}>
              {t('search.new')}
            </Button>
          </>
        )}
        {!open && administrator && found.shredded == null && (
          <ConfirmButton
            label={t('case.shred')}
            title={t('case.shred')}
            loses={t('case.shredLoses', { number: found.number })}
            withReason
            busy={shredding.isPending}
            onConfirm={(reason) => shredding.mutate(reason)}
          />
        )}
      </PageHead>
      <div className={layout.aside}>
        <Section title={t('case.searches')}>
          <SearchList
            label={t('case.searches')}
            pages={queries.caseSearches(found.id)}
            empty={<Empty title={t('case.noSearches')}>{open && examiner && t('case.noSearchesHint')}</Empty>}
          />
        </Section>
        <Stack>
          {found.closed != null && (
            <Alert
              color="gray"
              title={t('case.closedOn', {
                at: moment(found.closed.at),
                by: found.closed.by?.name ?? t('search.blind'),
              })}
            >
              {found.closed.reason}
            </Alert>
          )}
          {found.shredded != null && (
            <Alert
              color="gray"
              title={t('case.shreddedOn', {
                at: moment(found.shredded.at),
                by: found.shredded.by?.name ?? t('search.blind'),
              })}
            >
              {found.shredded.reason}
            </Alert>
          )}
          <Section title={t('case.intakeTitle')}>
            <Facts
              facts={[
                [t('case.offence'), names.offence(found.offence)],
                [t('case.legalBasis'), found.legalBasis],
                [t('case.jurisdiction'), names.jurisdiction(found.jurisdiction)],
                [t('case.validUntil'), day(found.validUntil)],
                [t('case.openedBy'), found.openedBy?.name ?? t('search.blind')],
                [t('case.openedAt'), moment(found.opened)],
                [t('case.sensitive'), <SensitiveKinds key="kinds" kinds={found.sensitive} />],
              ]}
            />
            <Text size="sm" c="dimmed" mt="sm">
              {t('case.justification')}
            </Text>
            <Text size="sm">{found.justification}</Text>
          </Section>
          <CaseDocumentSection found={found} mayAdd={open && examiner} />
        </Stack>
      </div>
    </>
  );
}

function SensitiveKinds({ kinds }: { kinds: Case['sensitive'] }) {
  const { t } = useTranslation();
  if (kinds.length === 0) return t('common.none');
  return (
    <Group gap={4}>
      {kinds.map((kind) => (
        <Badge key={kind} color="yellow" tt="none">
          {t(`sensitive.${kind}`)}
        </Badge>
      ))}
    </Group>
  );
}
