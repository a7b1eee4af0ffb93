import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { download } from '../../api/http';
import type { Import } from '../../api/types';
import { ConfirmButton } from '../../components/ConfirmButton';
import { count, moment } from '../../components/format';
import { StateBadge } from '../../components/states';
import { useAct } from '../../components/useAct';
import { useImportProgress } from './useImportProgress';

/** One import: how far it is, and what may be done about it. */
export function ImportCard({ found }: { found: Import }) {
  const { t } = useTranslation();
  const { done, total, enrolled, refused, state } = useImportProgress(found);
  const params = { path: { id: found.id } };
  const refresh = ['imports', 'sources'];
  const pausing = useAct(() => answer(client.POST('/api/v1/imports/{id}/pause', { params })), { refresh });
  const resuming = useAct(() => answer(client.POST('/api/v1/imports/{id}/resume', { params })), { refresh });
  const ending = useAct(() => answer(client.POST('/api/v1/imports/{id}/cancel', { params })), { refresh });
  const reporting = useAct(() =>
    download(`/api/v1/imports/${found.id}/report.csv`, `import-${found.id.slice(0, 8)}.csv`),
  );
  const going = state === 'RUNNING' || state === 'PAUSED';
  const share = total === 0 ? 0 : (100 * done) / total;
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm">{moment(found.started)}</Text>
          <StateBadge state={state} />
        </Group>
        <Progress value={share} animated={state === 'RUNNING'} aria-label={t('imports.progress')} />
        <Text size="sm">
          {t('imports.counts', {
            done: count(done),
            total: count(total),
            enrolled: count(enrolled),
            refused: count(refused),
          })}
        </Text>
        <Group gap="xs">
          {state === 'RUNNING' && (
            <Button size="xs" variant="default" loading={pausing.isPending} onClick={() => pausing.mutate()}>
              {t('imports.pause')}
            </Button>
          )}
          {state === 'PAUSED' && (
            <Button
              size="xs"
              variant="default"
              loading={resuming.isPending}
              onClick={() => resuming.mutate()}
            >
              {t('imports.resume')}
            </Button>
          )}
          {going && (
            <ConfirmButton
              size="xs"
              label={t('imports.cancel')}
              title={t('imports.cancel')}
              loses={t('imports.cancelLoses', { left: count(total - done) })}
              busy={ending.isPending}
              onConfirm={() => ending.mutate()}
            />
          )}
          <Button
            size="xs"
            variant="default"
            loading={reporting.isPending}
            onClick={() => reporting.mutate()}
          >
            {t('imports.report')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
