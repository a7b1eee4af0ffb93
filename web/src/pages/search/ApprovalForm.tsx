import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { useAct } from '../../components/useAct';

/** The second person's word on a sensitive search; with a yes it runs at once. */
export function ApprovalForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const deciding = useAct(
    (approve: boolean) =>
      answer(
        client.POST('/api/v1/searches/{id}/approval', {
          params: { path: { id } },
          body: { approve, reason: reason.trim() },
        }),
      ),
    { refresh: ['searches'], done: t('approval.recorded') },
  );
  const empty = reason.trim() === '';
  return (
    <Stack gap="sm">
      <Textarea
        label={t('common.reason')}
        description={t('common.reasonRecorded')}
        required
        maxLength={400}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={empty} loading={deciding.isPending} onClick={() => deciding.mutate(true)}>
          {t('approval.approve')}
        </Button>
        <Button
          variant="default"
          disabled={empty || deciding.isPending}
          onClick={() => deciding.mutate(false)}
        >
          {t('approval.refuse')}
        </Button>
      </Group>
    </Stack>
  );
}
