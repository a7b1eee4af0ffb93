import { Button, Select, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { EndReason, Source } from '../../api/types';
import { FormModal } from '../../components/FormModal';
import { count } from '../../components/format';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';
import { useAct } from '../../components/useAct';

const REASONS: EndReason[] = ['EXPIRED', 'OBJECTION', 'WITHDRAWN'];

/** Ends a source, which removes all of its photos. */
export function EndSource({ source }: { source: Source }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const form = useForm<{ reason: EndReason; note: string }>({
    initialValues: { reason: 'OBJECTION', note: '' },
  });
  const ending = useAct(
    (body: { reason: EndReason; note: string }) =>
      answer(client.POST('/api/v1/sources/{id}/end', { params: { path: { id: source.id } }, body })),
    { inPlace: true, refresh: ['sources'], done: t('source.ending'), then: close },
  );
  return (
    <>
      <Button color="red" variant="light" onClick={open}>
        {t('source.end')}
      </Button>
      <FormModal
        opened={opened}
        onClose={close}
        title={t('source.end')}
        submit={t('source.endAll')}
        busy={ending.isPending}
        error={ending.error}
        onSubmit={form.onSubmit((values) => ending.mutate(values))}
      >
        <Text size="sm">
          {t('source.endLoses', {
            name: source.name,
            photos: count(source.photos ?? 0),
            faces: count(source.faces),
          })}
        </Text>
        <Select
          label={t('common.reason')}
          data={REASONS.map((reason) => ({ value: reason, label: t(`source.reasons.${reason}`) }))}
          {...form.getInputProps('reason')}
        />
        <TextField
          label={t('source.endNote')}
          description={t('common.reasonRecorded')}
          required
          limit={LIMITS.note}
          {...form.getInputProps('note')}
        />
      </FormModal>
    </>
  );
}
