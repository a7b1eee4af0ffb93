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
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

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
  const again = useForm({ initialValues: { link: '' } });
  const invitingAgain = useAct(
    (link: string) =>
      answer(
        client.POST('/api/v1/agencies/invitations', { body: { token: link.trim().split('/').at(-1) ?? '' } }),
      ),
    {
      inPlace: true,
      then: (made) => {
        again.reset();
        setInvitation(made);
      },
    },
  );
  return (
    <>
      <PageHead title={t('agencies.title')} note={t('agencies.note')} />
      <Stack>
        <form onSubmit={form.onSubmit((values) => inviting.mutate(values))} className={layout.form}>
          <Stack>
            <TextField
              label={t('agencies.name')}
              required
              limit={LIMITS.agencyName}
              {...form.getInputProps('name')}
            />
            <TextField
              label={t('agencies.contact')}
              description={t('agencies.contactHint')}
              limit={LIMITS.contact}
              {...form.getInputProps('contact')}
            />
            <TextField
              label={t('agencies.administrator')}
              required
              limit={LIMITS.accountName}
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
        <Section title={t('agencies.lapsedTitle')}>
          <form onSubmit={again.onSubmit(({ link }) => invitingAgain.mutate(link))} className={layout.form}>
            <Stack>
              <Text size="sm">{t('agencies.lapsedNote')}</Text>
              <TextInput
                label={t('agencies.lapsedLink')}
                description={t('agencies.lapsedLinkHint')}
                required
                {...again.getInputProps('link')}
              />
              {invitingAgain.isError && <ProblemAlert error={invitingAgain.error} />}
              <div>
                <Button type="submit" variant="default" loading={invitingAgain.isPending}>
                  {t('agencies.inviteAgain')}
                </Button>
              </div>
            </Stack>
          </form>
        </Section>
      </Stack>
      <InvitationResult invitation={invitation} onClose={() => setInvitation(undefined)} />
    </>
  );
}
