import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { Source } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import { Facts } from '../../components/Facts';
import { count, day } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/states';
import { EndSource } from './EndSource';
import { Imports } from './Imports';

export function SourcePage() {
  const loaded = useQuery(queries.source(useParameter('id')));
  return <Loaded query={loaded}>{(source) => <OneSource source={source} />}</Loaded>;
}

function OneSource({ source }: { source: Source }) {
  const { t } = useTranslation();
  const receipt = source.removalReceipt;
  return (
    <>
      <PageHead title={source.name} above={{ to: '/sources', title: t('sources.title') }}>
        <StateBadge state={source.state} />
        {source.state === 'ACTIVE' && <EndSource source={source} />}
      </PageHead>
      {receipt != null && (
        <Alert color="gray" mb="md" title={t('source.removed')}>
          {t('source.receipt', { entry: count(receipt.entry) })}
        </Alert>
      )}
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
                [t('source.jurisdictions'), source.jurisdictions.join(', ')],
                [t('source.photos'), count(source.photos)],
                [t('source.faces'), count(source.faces)],
              ]}
            />
          </Section>
        </Stack>
      </div>
    </>
  );
}
