import { Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { Source } from '../../api/types';
import { Empty } from '../../components/Empty';
import { Waiting } from '../../components/Loaded';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { ImportCard } from './ImportCard';
import { ImportForm } from './ImportForm';

/** What was and is imported into a source. */
export function Imports({ source }: { source: Source }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(queries.imports(source.id));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack>
      {source.state === 'ACTIVE' && (
        <Section title={t('imports.new')}>
          <ImportForm source={source.id} />
        </Section>
      )}
      <Section title={t('imports.title')}>
        {list.isPending && <Waiting />}
        {list.isError && <ProblemAlert error={list.error} />}
        {list.isSuccess && items.length === 0 && (
          <Empty title={t('imports.none')}>{t('imports.noneHint')}</Empty>
        )}
        <Stack gap="sm">
          {items.map((one) => (
            <ImportCard key={one.id} found={one} />
          ))}
        </Stack>
      </Section>
    </Stack>
  );
}
