import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Source, SourceEnd } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ConfirmButton } from '../../components/ConfirmButton';
import { count } from '../../components/format';
import { useAct } from '../../components/useAct';

/** What can be done with a source that has ended and is not yet removed. */
export function LeavingSource({ source, ended }: { source: Source; ended: SourceEnd }) {
  const { t } = useTranslation();
  const { account } = useSignedIn();
  const path = { id: source.id };
  const removing = useAct(() => answer(client.POST('/api/v1/sources/{id}/removal', { params: { path } })), {
    refresh: ['sources'],
    done: t('source.removalBegun'),
  });
  const restoring = useAct(
    (reason: string) =>
      answer(client.POST('/api/v1/sources/{id}/restore', { params: { path }, body: { reason } })),
    { refresh: ['sources'], done: t('source.restored') },
  );
  return (
    <Group>
      <ConfirmButton
        label={t('source.restore')}
        title={t('source.restore')}
        loses={t('source.restoreKeeps', { name: source.name })}
        color="blue"
        withReason
        busy={restoring.isPending}
        onConfirm={(reason) => restoring.mutate(reason)}
      />
      {ended.by?.id === account.id && <Text size="sm">{t('source.anotherConfirms')}</Text>}
      {ended.by != null && ended.by.id !== account.id && (
        <ConfirmButton
          label={t('source.removeNow')}
          title={t('source.removeNow')}
          loses={t('source.removeLoses', {
            name: source.name,
            photos: count(source.photos ?? 0),
            faces: count(source.faces),
          })}
          busy={removing.isPending}
          onConfirm={() => removing.mutate()}
        />
      )}
    </Group>
  );
}
