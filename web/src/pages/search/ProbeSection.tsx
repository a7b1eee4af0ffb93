import { Stack, Text } from '@mantine/core';
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
        <ProbePicture search={search} />
        <Facts
          facts={[
            [t('quality.title'), probe.quality.verdict],
            [t('photo.size'), t('photo.facts', { width: probe.width, height: probe.height })],
            ['SHA-256', probe.sha256],
            [t('scope.limit'), count(search.limit)],
            [t('scope.takenFrom'), scope.takenFrom == null ? t('scope.any') : day(scope.takenFrom)],
            [t('scope.takenUntil'), scope.takenUntil == null ? t('scope.any') : day(scope.takenUntil)],
            [t('scope.minQuality'), scope.minQuality ?? t('scope.any')],
            [
              t('search.generation'),
              search.gallery == null ? t('search.notSearched') : search.gallery.generation,
            ],
          ]}
        />
      </Stack>
    </Section>
  );
}

/** The searched face, where it is kept: not where the policy refused. */
function ProbePicture({ search: { probe, state, decision } }: { search: Search }) {
  const { t } = useTranslation();
  if (isProbeGone(probe)) return <ProbeGone probe={probe} />;
  if (state === 'REFUSED' && decision == null) {
    return (
      <Text size="sm" c="dimmed">
        {t('search.probeNotKept')}
      </Text>
    );
  }
  return <img src={probe.crop} alt={t('search.probeAlt')} width={160} />;
}

/** Whether the probe's pictures are gone: lost before they were sealed, or destroyed with the files of the case. */
export function isProbeGone({ lost, shredded }: Search['probe']): boolean {
  return lost || shredded;
}

export function ProbeGone({ probe }: { probe: Search['probe'] }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed">
      {probe.shredded
        ? t('search.probeShredded')
        : t(`search.probeLost.${probe.lostBecause ?? 'SERVER_STOPPED'}`)}
    </Text>
  );
}
