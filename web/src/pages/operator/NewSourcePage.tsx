import { Button, Group, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import type { NewSource, SourceKind } from '../../api/types';
import { dayAfter } from '../../components/format';
import layout from '../../components/layout.module.css';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';
import { useAct } from '../../components/useAct';

const KINDS: SourceKind[] = ['OWN_RECORDS', 'AGREEMENT', 'PUBLIC_REGISTER', 'LICENSED'];

/** Records the authority to hold photos, before any photo comes in. */
export function NewSourcePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: {
      name: '',
      owner: '',
      kind: 'OWN_RECORDS' as SourceKind,
      legalBasis: '',
      licence: '',
      contact: '',
      validFrom: dayAfter(0),
      validUntil: dayAfter(365),
      retentionDays: '' as number | '',
      jurisdictions: [] as string[],
    },
    validate: {
      validUntil: (until, { validFrom }) => (until < validFrom ? t('source.order') : null),
      jurisdictions: (codes) => (codes.length === 0 ? t('source.noJurisdiction') : null),
    },
  });
  const recording = useAct((body: NewSource) => answer(client.POST('/api/v1/sources', { body })), {
    inPlace: true,
    refresh: ['sources'],
    done: t('source.recorded'),
    then: ({ id }) => void navigate(`/sources/${id}`),
  });
  const record = form.onSubmit(({ retentionDays, ...rest }) =>
    recording.mutate({ ...rest, retentionDays: retentionDays === '' ? undefined : retentionDays }),
  );
  return (
    <>
      <PageHead
        title={t('sources.new')}
        above={{ to: '/sources', title: t('sources.title') }}
        note={t('sources.note')}
      />
      <form onSubmit={record} className={layout.form}>
        <Stack>
          <TextField
            label={t('source.name')}
            required
            limit={LIMITS.sourceName}
            {...form.getInputProps('name')}
          />
          <TextField
            label={t('source.owner')}
            required
            limit={LIMITS.sourceOwner}
            {...form.getInputProps('owner')}
          />
          <Select
            label={t('source.kind')}
            required
            data={KINDS.map((kind) => ({ value: kind, label: t(`source.kinds.${kind}`) }))}
            {...form.getInputProps('kind')}
          />
          <TextField
            label={t('source.legalBasis')}
            required
            limit={LIMITS.sourceLegalBasis}
            {...form.getInputProps('legalBasis')}
          />
          <TextField
            label={t('source.licence')}
            required
            limit={LIMITS.sourceLicence}
            {...form.getInputProps('licence')}
          />
          <TextField
            label={t('source.contact')}
            required
            limit={LIMITS.sourceContact}
            {...form.getInputProps('contact')}
          />
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t('source.validFrom')}
              required
              {...form.getInputProps('validFrom')}
            />
            <TextInput
              type="date"
              label={t('source.validUntil')}
              required
              {...form.getInputProps('validUntil')}
            />
          </Group>
          <NumberInput
            label={t('source.retentionDays')}
            description={t('source.retentionHint')}
            min={1}
            allowDecimal={false}
            {...form.getInputProps('retentionDays')}
          />
          <TagsInput
            label={t('source.jurisdictions')}
            description={t('source.jurisdictionsHint')}
            required
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            {...form.getInputProps('jurisdictions')}
          />
          {recording.isError && <ProblemAlert error={recording.error} />}
          <Group>
            <Button type="submit" loading={recording.isPending}>
              {t('source.record')}
            </Button>
            <Button variant="default" component={Link} to="/sources">
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
