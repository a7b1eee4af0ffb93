import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Account, Training } from '../../api/types';
import { FormModal } from '../../components/FormModal';
import { dayAfter } from '../../components/format';
import { useAct } from '../../components/useAct';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

/** Records a training; without a current one an account cannot act on faces. */
export function TrainingForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm<Training>({
    initialValues: { course: '', on: dayAfter(0), until: dayAfter(365) },
    validate: { until: (until, { on }) => (until <= on ? t('training.order') : null) },
  });
  const recording = useAct(
    (body: Training) =>
      answer(client.POST('/api/v1/accounts/{id}/trainings', { params: { path: { id: account.id } }, body })),
    { inPlace: true, refresh: ['accounts', 'session'], done: t('training.recorded'), then: onClose },
  );
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('training.of', { name: account.name })}
      submit={t('training.record')}
      busy={recording.isPending}
      error={recording.error}
      onSubmit={form.onSubmit((values) => recording.mutate(values))}
    >
      <TextField
        label={t('training.course')}
        required
        limit={LIMITS.course}
        {...form.getInputProps('course')}
      />
      <TextInput type="date" label={t('training.on')} required {...form.getInputProps('on')} />
      <TextInput type="date" label={t('training.until')} required {...form.getInputProps('until')} />
    </FormModal>
  );
}
