import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { Receipt, Source, SourceEnd } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import { Facts } from '../../components/Facts';
import { count, day, moment } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Loaded, Waiting } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/states';
import { EndSource } from './EndSource';
import { Imports } from './Imports';
import { LeavingSource } from './LeavingSource';

export function SourcePage() {
  const loaded = useQuery(queries.source(useParameter('id')));
  return <Loaded query={loaded}>{(source) => <OneSource source={source} />}</Loaded>;
}

function OneSource({ source }: { source: Source }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={source.name} above={{ to: '/sources', title: t('sources.title') }}>
        <StateBadge state={source.state} />
        {source.state === 'ACTIVE' && <EndSource source={source} />}
      </PageHead>
      {source.ended != null && <Ended source={source} ended={source.ended} />}
      <div className={layout.aside}>
        <Imports source={source} />
        <Stack>
          <Section title={t('source.authority')}>
            <Facts
              facts={[
                [t('source.owner'), source.owner],
                [t('source.kind'), t(`source.kinds.${source.kind}`)],
                [t('source.legalBasis'), source.legalBasis],
                [t('source.licence'), source.licence],
                [t('source.contact'), source.contact],
                [t('source.validFrom'), day(source.validFrom)],
                [t('source.validUntil'), day(source.validUntil)],
                [
                  t('source.retention'),
                  source.retentionDays == null
                    ? t('source.untilEnd')
                    : t('source.days', { count: source.retentionDays }),
                ],
                [t('source.jurisdictions'), source.jurisdictions.join(', ') || t('scope.any')],
                [t('source.photos'), count(source.photos ?? 0)],
                [t('source.faces'), count(source.faces)],
              ]}
            />
          </Section>
        </Stack>
      </div>
    </>
  );
}

function Ended({ source, ended }: { source: Source; ended: SourceEnd }) {
  const { t } = useTranslation();
  const receipt = source.removalReceipt;
  const leaving = source.state === 'LEAVING';
  const title = leaving
    ? t('source.leaving', { day: day(ended.removedOn) })
    : t(receipt == null ? 'source.removing' : 'source.removed');
  return (
    <Alert color={leaving ? 'yellow' : 'gray'} mb="md" title={title}>
      <Stack gap="xs">
        <Text size="sm">
          {t(`source.reasons.${ended.reason}`)}
          {ended.note !== '' && `: ${ended.note}`}
        </Text>
        {ended.by != null && <Text size="sm">{t('source.endedBy', { name: ended.by.name })}</Text>}
        {leaving && <LeavingSource source={source} ended={ended} />}
        {source.state === 'REMOVING' && <Waiting label={t('source.removing')} />}
        {receipt != null && <Removed receipt={receipt} />}
      </Stack>
    </Alert>
  );
}

function Removed({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  return (
    <Text size="sm">
      {t('source.receipt', {
        photos: count(receipt.photos),
        faces: count(receipt.facesBefore),
        at: moment(receipt.at),
        left: count(receipt.galleryAfter),
      })}{' '}
      {receipt.ledger != null && t('source.entry', { entry: count(receipt.ledger.entry) })}
    </Text>
  );
}
