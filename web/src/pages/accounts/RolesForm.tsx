import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Account, Role } from '../../api/types';
import { FormModal } from '../../components/FormModal';
import { useAct } from '../../components/useAct';
import { RoleChoice } from './RoleChoice';

/** Changes what an account may do. */
export function RolesForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const [roles, setRoles] = useState<Role[]>(account.roles);
  const changing = useAct(
    () =>
      answer(
        client.PUT('/api/v1/accounts/{id}/roles', { params: { path: { id: account.id } }, body: { roles } }),
      ),
    {
      inPlace: true,
      refresh: ['accounts', 'session', 'proposals'],
      done: ({ proposal }) => t(proposal == null ? 'accounts.changed' : 'proposals.made'),
      then: onClose,
    },
  );
  const error = roles.length === 0 ? t('accounts.noRole') : undefined;
  return (
    <FormModal
      opened
      onClose={onClose}
      title={t('accounts.rolesOf', { name: account.name })}
      submit={t('common.save')}
      busy={changing.isPending}
      error={changing.error}
      onSubmit={(event) => {
        event?.preventDefault();
        if (error === undefined) changing.mutate();
      }}
    >
      <RoleChoice value={roles} error={error} onChange={setRoles} />
    </FormModal>
  );
}
