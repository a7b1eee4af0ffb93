import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Invitation } from '../../api/types';
import { InvitationResult } from '../../components/InvitationResult';
import layout from '../../components/layout.module.css';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useAct } from '../../components/useAct';

/** Invites an agency. There is no list of agencies: the server cannot make one. */
export function Agencies() {
  const { t } = useTranslation();
  const [invitation, setInvitation] = useState<Invitation>();
  const form = useForm({ initialValues: { name: '', contact: '', administratorName: '' } });
  const inviting = useAct((body: typeof form.values) => answer(client.POST('/api/v1/agencies', { body })), {
    inPlace: true,
    then: (made) => {
      form.reset();
      setInvitation(made);
    },
  });
  return (
    <>
      <PageHead title={t('agencies.title')} note={t('agencies.note')} />
      <form onSubmit={form.onSubmit((values) => inviting.mutate(values))} className={layout.form}>
        <Stack>
          <TextInput label={t('agencies.name')} required maxLength={120} {...form.getInputProps('name')} />
          <TextInput
            label={t('agencies.contact')}
            description={t('agencies.contactHint')}
            maxLength={250}
            {...form.getInputProps('contact')}
          />
          <TextInput
            label={t('agencies.administrator')}
            required
            maxLength={80}
            {...form.getInputProps('administratorName')}
          />
          {inviting.isError && <ProblemAlert error={inviting.error} />}
          <div>
            <Button type="submit" loading={inviting.isPending}>
              {t('agencies.invite')}
            </Button>
          </div>
          <Text size="sm" c="dimmed">
            {t('agencies.noList')}
          </Text>
        </Stack>
      </form>
      <InvitationResult invitation={invitation} onClose={() => setInvitation(undefined)} />
    </>
  );
}
