import '@mantine/charts/styles.css';

import { BarChart } from '@mantine/charts';
import { Alert, Anchor, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { download } from '../../api/http';
import { queries } from '../../api/queries';
import type { Counted, Oversight as Use } from '../../api/types';
import { Empty } from '../../components/Empty';
import { count, day, dayAfter } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Rows } from '../../components/Listing';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** The agency's own use, for those who answer for it. */
export function Oversight() {
  const { t } = useTranslation();
  const [from, setFrom] = useState(dayAfter(-30));
  const [to, setTo] = useState(dayAfter(0));
  // An end of the period that passes the other takes it along.
  const beginAt = (first: string) => {
    setFrom(first);
    if (first > to) setTo(first);
  };
  const endAt = (last: string) => {
    setTo(last);
    if (last < from) setFrom(last);
  };
  const use = useQuery(queries.oversight(from, to));
  const exporting = useAct(() =>
    download(`/api/v1/oversight.csv?from=${from}&to=${to}`, `oversight-${from}-${to}.csv`),
  );
  return (
    <>
      <PageHead title={t('oversight.title')} note={t('oversight.note')}>
        <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('oversight.export')}
        </Button>
      </PageHead>
      <Group mb="md">
        <TextInput
          type="date"
          label={t('oversight.from')}
          required
          value={from}
          onChange={(event) => beginAt(event.currentTarget.value || from)}
        />
        <TextInput
          type="date"
          label={t('oversight.to')}
          required
          value={to}
          onChange={(event) => endAt(event.currentTarget.value || to)}
        />
      </Group>
      <Loaded query={use}>{(loaded) => <Figures use={loaded} />}</Loaded>
    </>
  );
}

function Figures({ use }: { use: Use }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Section title={t('oversight.perDay')}>
        <PerDay days={use.perDay} />
      </Section>
      <Section title={t('oversight.outliers')}>
        <Outliers outliers={use.outliers} />
      </Section>
      <div className={layout.two}>
        <Section title={t('oversight.perAccount')}>
          <Counts
            label={t('oversight.perAccount')}
            what={t('accounts.name')}
            rows={use.perAccount.map((row) => ({
              ...row,
              key: row.account?.id ?? '',
              name: row.account?.name ?? t('search.blind'),
            }))}
          />
        </Section>
        <Section title={t('oversight.perCase')}>
          <Counts
            label={t('oversight.perCase')}
            what={t('case.number')}
            rows={use.perCase.map((row) => ({
              ...row,
              key: row.case.id,
              name: (
                <Anchor component={Link} to={`/cases/${row.case.id}`}>
                  {row.case.number}
                </Anchor>
              ),
            }))}
          />
        </Section>
      </div>
      <Section title={t('oversight.training')}>
        {use.trainingExpiring.length === 0 ? (
          <Empty title={t('oversight.noTraining')} />
        ) : (
          <Rows label={t('oversight.training')} head={[t('accounts.name'), t('training.until')]}>
            {use.trainingExpiring.map(({ account, until }) => (
              <Table.Tr key={account.id}>
                <Table.Td>{account.name}</Table.Td>
                <Table.Td>{until == null ? t('accounts.untrained') : day(until)}</Table.Td>
              </Table.Tr>
            ))}
          </Rows>
        )}
      </Section>
    </Stack>
  );
}

function PerDay({ days }: { days: Use['perDay'] }) {
  const { t } = useTranslation();
  if (days.length === 0) return <Empty title={t('oversight.noUse')} />;
  const total = days.reduce((sum, { searches }) => sum + searches, 0);
  const refused = days.reduce((sum, one) => sum + one.refused, 0);
  return (
    <figure style={{ margin: 0 }}>
      <BarChart
        h={220}
        data={days.map((one) => ({ ...one, day: day(one.day) }))}
        dataKey="day"
        type="stacked"
        withLegend
        yAxisProps={{ allowDecimals: false }}
        barChartProps={{ accessibilityLayer: false }}
        series={[
          { name: 'searches', label: t('oversight.searches'), color: 'blue.7' },
          { name: 'refused', label: t('oversight.refused'), color: 'red.6' },
        ]}
        aria-hidden
      />
      <Text component="figcaption" size="sm" mt="xs">
        {t('oversight.totals', { searches: count(total), refused: count(refused) })}
      </Text>
    </figure>
  );
}

type CountsProperties = {
  label: string;
  what: string;
  rows: (Counted & { key: string; name: ReactNode })[];
};

function Counts({ label, what, rows }: CountsProperties) {
  const { t } = useTranslation();
  if (rows.length === 0) return <Empty title={t('oversight.noUse')} />;
  return (
    <Rows label={label} head={[what, t('oversight.searches'), t('oversight.refused'), t('oversight.leads')]}>
      {rows.map((row) => (
        <Table.Tr key={row.key}>
          <Table.Td>{row.name}</Table.Td>
          <Table.Td>{count(row.searches)}</Table.Td>
          <Table.Td>{count(row.refused)}</Table.Td>
          <Table.Td>{count(row.leads)}</Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Outliers({ outliers }: { outliers: Use['outliers'] }) {
  const { t } = useTranslation();
  if (outliers.length === 0) return <Empty title={t('oversight.noOutliers')} />;
  return (
    <Stack gap="xs">
      {outliers.map(({ kind, text, searches }, index) => (
        <Alert key={index} color="yellow" title={t(`oversight.kind.${kind}`)}>
          {text}{' '}
          {searches.map((id, at) => (
            <Anchor key={id} component={Link} to={`/searches/${id}`} mr="xs">
              {t('oversight.search', { number: at + 1 })}
            </Anchor>
          ))}
        </Alert>
      ))}
    </Stack>
  );
}
