import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Search } from '../../api/types';
import { Facts } from '../../components/Facts';
import { count, day } from '../../components/format';
import { Section } from '../../components/Section';

/** What was searched, and among which faces. */
export function ProbeSection({ search }: { search: Search }) {
  const { t } = useTranslation();
  const { probe, scope } = search;
  return (
    <Section title={t('search.probe')}>
      <Stack gap="sm" align="flex-start">
        <img src={probe.crop} alt={t('search.probeAlt')} width={160} />
        <Facts
          facts={[
            [t('quality.title'), `${probe.quality.score} · ${probe.quality.verdict}`],
            [t('photo.size'), t('photo.facts', { width: probe.width, height: probe.height })],
            ['SHA-256', probe.sha256],
            [t('scope.limit'), count(search.limit)],
            [t('scope.takenFrom'), scope.takenFrom == null ? t('scope.any') : day(scope.takenFrom)],
            [t('scope.takenUntil'), scope.takenUntil == null ? t('scope.any') : day(scope.takenUntil)],
            [t('scope.minQuality'), scope.minQuality ?? t('scope.any')],
            [t('search.generation'), search.gallery?.generation ?? t('common.none')],
          ]}
        />
      </Stack>
    </Section>
  );
}
