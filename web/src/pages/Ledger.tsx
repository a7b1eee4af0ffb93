import { Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries';
import type { Ledger as Checkpoint } from '../api/types';
import { Facts } from '../components/Facts';
import { count, moment } from '../components/format';
import { Loaded } from '../components/Loaded';
import { PageHead } from '../components/PageHead';
import { Secret } from '../components/Secret';
import { Section } from '../components/Section';

/** The log that nobody can quietly change, and how an outsider checks it. */
export function Ledger() {
  const { t } = useTranslation();
  const latest = useQuery(queries.ledger());
  return (
    <>
      <PageHead title={t('ledger.title')} note={t('ledger.note')} />
      <Loaded query={latest}>{(checkpoint) => <Latest checkpoint={checkpoint} />}</Loaded>
    </>
  );
}

function Latest({ checkpoint }: { checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const { origin, size, root, at, vkey } = checkpoint;
  return (
    <Stack maw={860}>
      <Section title={t('ledger.latest')}>
        <Facts
          facts={[
            [t('ledger.origin'), origin],
            [t('ledger.size'), count(size)],
            [t('ledger.root'), <Code key="root">{root}</Code>],
            [t('ledger.at'), moment(at)],
          ]}
        />
      </Section>
      <Section title={t('ledger.key')}>
        <Text size="sm" mb="sm">
          {t('ledger.keyText')}
        </Text>
        <Secret label={t('ledger.vkey')} value={vkey} />
      </Section>
      <Section title={t('ledger.check')}>
        <Stack gap="sm">
          <Text size="sm">{t('ledger.checkLog')}</Text>
          <Code block>{t('ledger.auditCommand', { url: `${window.location.origin}/ledger` })}</Code>
          <Text size="sm">{t('ledger.checkSearch')}</Text>
          <Code block>{t('proof.checkCommand')}</Code>
        </Stack>
      </Section>
    </Stack>
  );
}
