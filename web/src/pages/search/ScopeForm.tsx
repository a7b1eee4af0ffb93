import { Button, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../api/types';

type Properties = { ready: boolean; busy: boolean; onSearch: (scope: Scope) => void };

/** Which faces of the gallery are compared, and how many candidates are shown. */
export function ScopeForm({ ready, busy, onSearch }: Properties) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { limit: 20, takenFrom: '', takenUntil: '', minQuality: 0 },
    validate: {
      takenUntil: (until, { takenFrom }) =>
        until !== '' && takenFrom !== '' && until < takenFrom ? t('scope.order') : null,
    },
  });
  const search = form.onSubmit(({ limit, takenFrom, takenUntil, minQuality }) =>
    onSearch({
      limit,
      takenFrom: takenFrom === '' ? undefined : takenFrom,
      takenUntil: takenUntil === '' ? undefined : takenUntil,
      minQuality: minQuality === 0 ? undefined : minQuality,
    }),
  );
  return (
    <form onSubmit={search}>
      <Stack gap="sm">
        <NumberInput
          label={t('scope.limit')}
          description={t('scope.limitHint')}
          required
          min={1}
          max={50}
          allowDecimal={false}
          clampBehavior="strict"
          {...form.getInputProps('limit')}
        />
        <TextInput type="date" label={t('scope.takenFrom')} {...form.getInputProps('takenFrom')} />
        <TextInput type="date" label={t('scope.takenUntil')} {...form.getInputProps('takenUntil')} />
        <NumberInput
          label={t('scope.minQuality')}
          description={t('scope.minQualityHint')}
          min={0}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('minQuality')}
        />
        <Button type="submit" disabled={!ready} loading={busy}>
          {t('search.start')}
        </Button>
      </Stack>
    </form>
  );
}
