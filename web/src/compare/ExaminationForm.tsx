import { Button, Radio, SegmentedControl, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Examination, FacialFeature, Observation } from '../api/types';
import classes from './ExaminationForm.module.css';
import { CONCLUSIONS, examination, type Draft } from './examination';
import { LIMITS } from '../components/text';
import { ProseField, TextField } from '../components/TextField';

const OBSERVATIONS: Observation[] = ['SIMILAR', 'DIFFERENT', 'NOT_VISIBLE'];

type Properties = { features: FacialFeature[]; busy: boolean; onRecord: (done: Examination) => void };

/** Feature by feature, then a conclusion on the scale. Every feature is answered before it can be recorded. */
export function ExaminationForm({ features, busy, onRecord }: Properties) {
  const { t } = useTranslation();
  const form = useForm<Draft>({
    initialValues: { observations: {}, notes: {}, conclusion: '', note: '' },
  });
  const { observations } = form.values;
  const answered = features.filter(({ id }) => observations[id] !== undefined).length;
  const complete = answered === features.length && form.values.conclusion !== '';
  return (
    <form
      onSubmit={form.onSubmit((draft) => {
        const done = examination(draft, features);
        if (done !== undefined) onRecord(done);
      })}
    >
      <Stack gap="sm">
        <Text size="sm" role="status">
          {t('examination.answered', { answered, of: features.length })}
        </Text>
        <div className={classes.features} role="group" tabIndex={0} aria-label={t('examination.features')}>
          {features.map(({ id, name, hint }) => (
            <fieldset key={id} className={classes.feature}>
              <legend>{name}</legend>
              <Text size="xs" c="dimmed" mb={4}>
                {hint}
              </Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-label={name}
                value={observations[id] ?? ''}
                data={OBSERVATIONS.map((value) => ({ value, label: t(`observation.${value}`) }))}
                onChange={(value) => form.setFieldValue(`observations.${id}`, value as Observation)}
              />
              <TextField
                size="xs"
                mt={4}
                aria-label={t('examination.noteOn', { name })}
                placeholder={t('examination.note')}
                limit={LIMITS.note}
                {...form.getInputProps(`notes.${id}`)}
              />
            </fieldset>
          ))}
        </div>
        <Radio.Group
          label={t('examination.conclusion')}
          description={t('examination.conclusionHint')}
          required
          value={form.values.conclusion}
          onChange={(value) => form.setFieldValue('conclusion', value)}
        >
          <Stack gap={4} mt={6}>
            {CONCLUSIONS.map((value) => (
              <Radio key={value} value={value} label={t(`conclusion.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <ProseField label={t('examination.note')} limit={LIMITS.note} {...form.getInputProps('note')} />
        <Button type="submit" disabled={!complete} loading={busy}>
          {t('examination.record')}
        </Button>
      </Stack>
    </form>
  );
}
