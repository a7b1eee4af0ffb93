import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core';
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

const FILES = [
  { kind: 'pdf', path: 'report.pdf' },
  { kind: 'json', path: 'report.json' },
  { kind: 'proof', path: 'proof' },
] as const;

/** What goes to the case file and to the defence. */
export function Report() {
  const { t } = useTranslation();
  const id = useParameter('id');
  const search = useQuery(queries.search(id));
  const loading = useAct(
    ({ kind, path }: (typeof FILES)[number]) =>
      download(`/api/v1/searches/${id}/${path}`, t(`report.file.${kind}`, { id: id.slice(0, 8) })),
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
        <Section title={t('report.holds')}>
          <List size="sm">
            {(['probe', 'candidates', 'rates', 'reviews', 'proof'] as const).map((part) => (
              <List.Item key={part}>{t(`report.part.${part}`)}</List.Item>
            ))}
          </List>
        </Section>
        <Section title={t('report.export')}>
          <Stack gap="sm">
            <Text size="sm">{t('report.recorded')}</Text>
            <Group>
              {FILES.map((file) => (
                <Button
                  key={file.kind}
                  variant={file.kind === 'pdf' ? 'filled' : 'default'}
                  disabled={loading.isPending}
                  onClick={() => loading.mutate(file)}
                >
                  {t(`report.get.${file.kind}`)}
                </Button>
              ))}
            </Group>
            {loading.isPending && <Waiting label={t('report.making')} />}
            {loading.isError && <ProblemAlert error={loading.error} />}
          </Stack>
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
