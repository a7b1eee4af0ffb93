import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { useAct } from '../../components/useAct';
import { LIMITS, taken } from '../../components/text';
import { ProseField } from '../../components/TextField';

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
  const unfit = !taken(reason, LIMITS.approvalReason);
  return (
    <Stack gap="sm">
      <ProseField
        label={t('common.reason')}
        description={t('common.reasonRecorded')}
        required
        limit={LIMITS.approvalReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={unfit} loading={deciding.isPending} onClick={() => deciding.mutate(true)}>
          {t('approval.approve')}
        </Button>
        <Button
          variant="default"
          disabled={unfit || deciding.isPending}
          onClick={() => deciding.mutate(false)}
        >
          {t('approval.refuse')}
        </Button>
      </Group>
    </Stack>
  );
}
