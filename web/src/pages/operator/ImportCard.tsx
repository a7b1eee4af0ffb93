import { Alert, Button, Group, List, Paper, Progress, Stack, Text } from '@mantine/core';
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
  const now = useImportProgress(found);
  const { done, total, state } = now;
  const params = { path: { id: found.id } };
  const refresh = ['imports', 'sources'];
  const pausing = useAct(() => answer(client.POST('/api/v1/imports/{id}/pause', { params })), { refresh });
  const resuming = useAct(() => answer(client.POST('/api/v1/imports/{id}/resume', { params })), { refresh });
  const ending = useAct(() => answer(client.POST('/api/v1/imports/{id}/cancel', { params })), { refresh });
  const reporting = useAct(() =>
    download(`/api/v1/imports/${found.id}/report.csv`, `import-${found.id.slice(0, 8)}.csv`),
  );
  const running = state === 'WAITING' || state === 'RUNNING';
  const stopped = state === 'PAUSING' || state === 'PAUSED' || state === 'FAILED';
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
            faces: count(now.faces),
          })}
        </Text>
        {done > now.enrolled && (
          <Text size="sm" c="dimmed">
            {t('imports.others', {
              refused: count(now.refused),
              noFace: count(now.noFace),
              lowQuality: count(now.lowQuality),
              alreadyThere: count(now.alreadyThere),
            })}
          </Text>
        )}
        {now.problem != null && (
          <Alert color="red" title={t('imports.failed')}>
            {now.problem}
          </Alert>
        )}
        {now.refusals.length > 0 && (
          <details>
            <summary>{t('imports.refusals')}</summary>
            <List size="sm">
              {now.refusals.map((text) => (
                <List.Item key={text}>{text}</List.Item>
              ))}
            </List>
          </details>
        )}
        <Group gap="xs">
          {running && (
            <Button size="xs" variant="default" loading={pausing.isPending} onClick={() => pausing.mutate()}>
              {t('imports.pause')}
            </Button>
          )}
          {stopped && (
            <Button
              size="xs"
              variant="default"
              loading={resuming.isPending}
              onClick={() => resuming.mutate()}
            >
              {t('imports.resume')}
            </Button>
          )}
          {state === 'DAMAGED' && (
            <ConfirmButton
              size="xs"
              label={t('imports.dismiss')}
              title={t('imports.dismiss')}
              loses={t('imports.dismissLoses')}
              busy={ending.isPending}
              onConfirm={() => ending.mutate()}
            />
          )}
          {(running || stopped) && (
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
