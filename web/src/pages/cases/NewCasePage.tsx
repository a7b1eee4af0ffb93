import { Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { CaseChoices, Choice, NewCase, Sensitive } from '../../api/types';
import { dayAfter } from '../../components/format';
import layout from '../../components/layout.module.css';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';
import { LIMITS } from '../../components/text';
import { ProseField, TextField } from '../../components/TextField';

const SENSITIVE: Sensitive[] = ['MINORS', 'WORSHIP', 'PROTEST', 'HEALTH'];

/** The intake form. */
export function NewCasePage() {
  const { t } = useTranslation();
  const choices = useQuery(queries.caseChoices());
  return (
    <>
      <PageHead
        title={t('cases.new')}
        above={{ to: '/cases', title: t('cases.title') }}
        note={t('case.intake')}
      />
      <Loaded query={choices}>{(loaded) => <Intake choices={loaded} />}</Loaded>
    </>
  );
}

function options(choices: Choice[]) {
  return choices.map(({ code, name }) => ({ value: code, label: name }));
}

function Intake({ choices }: { choices: CaseChoices }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm<NewCase>({
    initialValues: {
      number: '',
      offence: '',
      legalBasis: '',
      jurisdiction: '',
      justification: '',
      validUntil: dayAfter(90),
      sensitive: [],
    },
    validate: {
      offence: (value) => (value === '' ? t('case.choose') : null),
      legalBasis: (value) => (value === '' ? t('case.choose') : null),
      jurisdiction: (value) => (value === '' ? t('case.choose') : null),
    },
  });
  const opening = useAct((body: NewCase) => answer(client.POST('/api/v1/cases', { body })), {
    inPlace: true,
    refresh: ['cases'],
    done: t('case.opened'),
    then: (opened) => void navigate(`/cases/${opened.id}`),
  });
  return (
    <form onSubmit={form.onSubmit((values) => opening.mutate(values))} className={layout.form}>
      <Stack>
        <TextField
          label={t('case.number')}
          description={t('case.numberHint')}
          required
          limit={LIMITS.caseNumber}
          {...form.getInputProps('number')}
        />
        <Select
          label={t('case.offence')}
          required
          searchable
          data={options(choices.offences)}
          {...form.getInputProps('offence')}
        />
        <Select
          label={t('case.legalBasis')}
          required
          data={choices.legalBases}
          {...form.getInputProps('legalBasis')}
        />
        <Select
          label={t('case.jurisdiction')}
          required
          searchable
          data={choices.jurisdictions.map(({ code, name, allowed }) => ({
            value: code,
            label: allowed ? name : t('case.banned', { name }),
          }))}
          {...form.getInputProps('jurisdiction')}
        />
        <ProseField
          label={t('case.justification')}
          description={t('case.justificationHint')}
          required
          minRows={3}
          limit={LIMITS.justification}
          {...form.getInputProps('justification')}
        />
        <TextInput
          type="date"
          label={t('case.validUntil')}
          description={t('case.validUntilHint')}
          required
          min={dayAfter(0)}
          {...form.getInputProps('validUntil')}
        />
        <Checkbox.Group
          label={t('case.sensitive')}
          description={t('case.sensitiveHint')}
          {...form.getInputProps('sensitive')}
        >
          <Stack gap={6} mt={6}>
            {SENSITIVE.map((kind) => (
              <Checkbox key={kind} value={kind} label={t(`sensitive.${kind}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {opening.isError && <ProblemAlert error={opening.error} />}
        <Group>
          <Button type="submit" loading={opening.isPending}>
            {t('case.open')}
          </Button>
          <Button variant="default" component={Link} to="/cases">
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
