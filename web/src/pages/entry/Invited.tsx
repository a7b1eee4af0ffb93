import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { InvitationLook } from '../../api/types';
import { useParameter } from '../../app/useParameter';
import { Facts } from '../../components/Facts';
import { moment } from '../../components/format';
import { Loaded } from '../../components/Loaded';
import { ProblemAlert } from '../../components/ProblemAlert';
import { EntryCard } from './EntryCard';
import { NewPasskey } from './NewPasskey';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

/** What an invitation link opens. */
export function Invited() {
  const { t } = useTranslation();
  const token = useParameter('token');
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: async () => {
      // Also brings the token against forged requests.
      await answer(client.GET('/api/v1/session'));
      return answer(client.POST('/api/v1/invitations/look', { body: { token } }));
    },
    staleTime: Infinity,
  });
  return (
    <EntryCard title={t('invited.title')}>
      <Loaded query={look}>{(invitation) => <Accepting token={token} invitation={invitation} />}</Loaded>
      {look.isError && <Text size="sm">{t('invited.gone')}</Text>}
    </EntryCard>
  );
}

function Accepting({ token, invitation }: { token: string; invitation: InvitationLook }) {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { name: invitation.accountName, code: '' } });
  const accepting = useMutation({
    mutationFn: (values: { name: string; code: string }) =>
      answer(client.POST('/api/v1/invitations/accept', { body: { token, ...values } })),
  });
  if (accepting.isSuccess) return <NewPasskey />;
  return (
    <form
      onSubmit={form.onSubmit(({ name, code }) =>
        accepting.mutate({ name: name.trim(), code: code.replaceAll(/\s/g, '') }),
      )}
    >
      <Stack>
        <Facts
          facts={[
            [t('invited.agency'), invitation.agencyName],
            [t('accounts.roles'), invitation.roles.map((role) => t(`role.${role}`)).join(', ')],
            [t('invited.expires'), moment(invitation.expires)],
          ]}
        />
        <TextField
          label={t('invited.name')}
          required
          limit={LIMITS.accountName}
          autoComplete="name"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('invite.code')}
          description={t('invited.codeHint')}
          required
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          {...form.getInputProps('code')}
        />
        {accepting.isError && <ProblemAlert error={accepting.error} />}
        <Button type="submit" loading={accepting.isPending}>
          {t('common.continue')}
        </Button>
      </Stack>
    </form>
  );
}
