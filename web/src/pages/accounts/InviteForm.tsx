import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { invitationIn, type Invitation, type Role } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { FormModal } from '../../components/FormModal';
import { useAct } from '../../components/useAct';
import { RoleChoice } from './RoleChoice';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

type Properties = { opened: boolean; onClose: () => void; onInvited: (invitation: Invitation) => void };

/** Invites somebody into the agency. */
export function InviteForm({ opened, onClose, onInvited }: Properties) {
  const { t } = useTranslation();
  const { operator } = useSignedIn();
  const form = useForm<{ name: string; roles: Role[] }>({
    initialValues: { name: '', roles: operator ? ['OPERATOR'] : ['EXAMINER'] },
    validate: { roles: (roles) => (roles.length === 0 ? t('accounts.noRole') : null) },
  });
  const inviting = useAct(
    (body: { name: string; roles: Role[] }) => answer(client.POST('/api/v1/accounts/invitations', { body })),
    {
      inPlace: true,
      refresh: ['accounts', 'proposals'],
      then: (offered) => {
        form.reset();
        onClose();
        const invitation = invitationIn(offered);
        if (invitation !== undefined) onInvited(invitation);
        else notifications.show({ message: t('proposals.made'), color: 'green' });
      },
    },
  );
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('accounts.invite')}
      submit={t('accounts.invite')}
      busy={inviting.isPending}
      error={inviting.error}
      onSubmit={form.onSubmit((values) => inviting.mutate(values))}
    >
      <TextField
        label={t('accounts.name')}
        required
        limit={LIMITS.accountName}
        {...form.getInputProps('name')}
      />
      {!operator && (
        <RoleChoice
          value={form.values.roles}
          error={form.errors.roles}
          onChange={(roles) => form.setFieldValue('roles', roles)}
        />
      )}
    </FormModal>
  );
}
