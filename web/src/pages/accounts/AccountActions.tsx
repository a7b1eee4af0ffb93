import { Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import type { Account } from '../../api/types';
import { ConfirmButton } from '../../components/ConfirmButton';
import { useAct } from '../../components/useAct';

type Properties = {
  account: Account;
  /** Whether it is the account of whoever looks. */
  own: boolean;
  onRoles: () => void;
};

/** What an administrator may do to an account. */
export function AccountActions({ account, own, onRoles }: Properties) {
  const { t } = useTranslation();
  const params = { path: { id: account.id } };
  const refresh = ['accounts', 'proposals'];
  const saying = (done: string) => (changed: Account) =>
    changed.proposal == null ? done : t('proposals.made');
  const suspending = useAct(
    (reason: string) => answer(client.POST('/api/v1/accounts/{id}/suspend', { params, body: { reason } })),
    { refresh, done: saying(t('accounts.suspended', { name: account.name })) },
  );
  const reinstating = useAct(
    (reason: string) => answer(client.POST('/api/v1/accounts/{id}/reinstate', { params, body: { reason } })),
    { refresh, done: saying(t('accounts.reinstated', { name: account.name })) },
  );
  const recovering = useAct(() => answer(client.POST('/api/v1/accounts/{id}/recovery', { params })), {
    refresh,
    done: t('proposals.made'),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" aria-label={t('accounts.more', { name: account.name })}>
            …
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!account.roles.includes('OPERATOR') && (
            <Menu.Item disabled={own} onClick={onRoles}>
              {t('accounts.changeRoles')}
            </Menu.Item>
          )}
          <Menu.Item disabled={own} onClick={() => recovering.mutate()}>
            {t('accounts.recover')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {account.state === 'SUSPENDED' ? (
        <ConfirmButton
          size="xs"
          color="blue"
          label={t('accounts.reinstate')}
          title={t('accounts.reinstate')}
          loses={t('accounts.reinstateText', { name: account.name })}
          withReason
          busy={reinstating.isPending}
          onConfirm={(reason) => reinstating.mutate(reason)}
        />
      ) : (
        <ConfirmButton
          size="xs"
          label={t('accounts.suspend')}
          title={t('accounts.suspend')}
          loses={t('accounts.suspendLoses', { name: account.name })}
          withReason
          disabled={own}
          busy={suspending.isPending}
          onConfirm={(reason) => suspending.mutate(reason)}
        />
      )}
    </>
  );
}
