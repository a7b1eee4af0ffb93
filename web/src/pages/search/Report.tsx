import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { download } from '../../api/http';
import { queries } from '../../api/queries';
import { useParameter } from '../../app/useParameter';
import { Waiting } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/states';
import { useAct } from '../../components/useAct';

/** The report of a search, to be taken away. */
export function Report() {
  const { t } = useTranslation();
  const id = useParameter('id');
  const search = useQuery(queries.search(id));
  const loading = useAct(
    (format: 'pdf' | 'json') =>
      download(`/api/v1/searches/${id}/report.${format}`, t('report.file', { id: id.slice(0, 8), format })),
    { inPlace: true },
  );
  return (
    <>
      <PageHead
        title={t('report.title')}
        above={{ to: `/searches/${id}`, title: t('search.title') }}
        note={search.data && t('case.title', { number: search.data.case.number })}
      >
        {search.data && <StateBadge state={search.data.state} />}
      </PageHead>
      <Stack maw={760}>
        <Alert color="yellow">{t('report.caution')}</Alert>
        <Section title={t('report.export')}>
          <Stack gap="sm">
            <Text size="sm">{t('report.exportText')}</Text>
            <Group>
              <Button disabled={loading.isPending} onClick={() => loading.mutate('pdf')}>
                {t('report.pdf')}
              </Button>
              <Button variant="default" disabled={loading.isPending} onClick={() => loading.mutate('json')}>
                {t('report.json')}
              </Button>
            </Group>
            {loading.isPending && <Waiting label={t('report.making')} />}
            {loading.isError && <ProblemAlert error={loading.error} />}
          </Stack>
        </Section>
        <Section title={t('report.holds')}>
          <Text size="sm">{t('report.holdsText')}</Text>
        </Section>
        <Section title={t('report.check')}>
          <Stack gap="sm">
            <Text size="sm">
              {t('report.checkText')} <Link to="/ledger">{t('nav.ledger')}</Link>
            </Text>
            <Code block>{t('report.checkCommand')}</Code>
          </Stack>
        </Section>
      </Stack>
    </>
  );
}
