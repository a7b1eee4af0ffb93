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

/** The proof that the record of a search is in the ledger. */
export function Proof() {
  const { t } = useTranslation();
  const id = useParameter('id');
  const search = useQuery(queries.search(id));
  const loading = useAct(
    () => download(`/api/v1/searches/${id}/proof`, t('proof.file', { id: id.slice(0, 8) })),
    { inPlace: true },
  );
  return (
    <>
      <PageHead
        title={t('proof.title')}
        above={{ to: `/searches/${id}`, title: t('search.title') }}
        note={search.data && t('case.title', { number: search.data.case.number })}
      >
        {search.data && <StateBadge state={search.data.state} />}
      </PageHead>
      <Stack maw={760}>
        <Alert color="yellow">{t('proof.caution')}</Alert>
        <Section title={t('proof.export')}>
          <Stack gap="sm">
            <Group>
              <Button disabled={loading.isPending} onClick={() => loading.mutate()}>
                {t('proof.get')}
              </Button>
            </Group>
            {loading.isPending && <Waiting label={t('proof.making')} />}
            {loading.isError && <ProblemAlert error={loading.error} />}
          </Stack>
        </Section>
        <Section title={t('proof.check')}>
          <Stack gap="sm">
            <Text size="sm">
              {t('proof.checkText')} <Link to="/ledger">{t('nav.ledger')}</Link>
            </Text>
            <Code block>{t('proof.checkCommand')}</Code>
          </Stack>
        </Section>
      </Stack>
    </>
  );
}
