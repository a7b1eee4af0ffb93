import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { Account, Invitation } from '../../api/types';
import { useRole, useSignedIn } from '../../app/session';
import { Empty } from '../../components/Empty';
import { day, dayAfter } from '../../components/format';
import { InvitationResult } from '../../components/InvitationResult';
import { Listing } from '../../components/Listing';
import { PageHead } from '../../components/PageHead';
import { StateBadge } from '../../components/states';
import { AccountActions } from './AccountActions';
import { InviteForm } from './InviteForm';
import { Proposals } from './Proposals';
import { TrainingForm } from './TrainingForm';
import { RolesForm } from './RolesForm';

/** The agency's people: who may do what, and until when they are trained. */
export function Accounts() {
  const { t } = useTranslation();
  const leads = useRole('ADMINISTRATOR', 'OPERATOR');
  const records = useRole('ADMINISTRATOR');
  const [inviting, setInviting] = useState(false);
  const [invitation, setInvitation] = useState<Invitation>();
  const [training, setTraining] = useState<Account>();
  const [roles, setRoles] = useState<Account>();
  const own = useSignedIn().account.id;
  return (
    <>
      <PageHead title={t('accounts.title')}>
        {leads && <Button onClick={() => setInviting(true)}>{t('accounts.invite')}</Button>}
      </PageHead>
      <Proposals />
      <Listing
        label={t('accounts.title')}
        pages={queries.accounts()}
        head={[t('accounts.name'), t('accounts.roles'), t('common.state'), t('accounts.trained'), '']}
        empty={<Empty title={t('accounts.none')} />}
        row={(account) => (
          <Table.Tr key={account.id}>
            <Table.Td>{account.name}</Table.Td>
            <Table.Td>{account.roles.map((role) => t(`role.${role}`)).join(', ')}</Table.Td>
            <Table.Td>
              <StateBadge state={account.state} />
            </Table.Td>
            <Table.Td>{!account.roles.includes('OPERATOR') && <Trained account={account} />}</Table.Td>
            <Table.Td>
              {leads && (
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {records && account.id !== own && (
                    <Button size="xs" variant="default" onClick={() => setTraining(account)}>
                      {t('accounts.addTraining')}
                    </Button>
                  )}
                  <AccountActions
                    account={account}
                    own={account.id === own}
                    onRoles={() => setRoles(account)}
                  />
                </Group>
              )}
            </Table.Td>
          </Table.Tr>
        )}
      />
      <InviteForm opened={inviting} onClose={() => setInviting(false)} onInvited={setInvitation} />
      <InvitationResult invitation={invitation} onClose={() => setInvitation(undefined)} />
      {training !== undefined && <TrainingForm account={training} onClose={() => setTraining(undefined)} />}
      {roles !== undefined && <RolesForm account={roles} onClose={() => setRoles(undefined)} />}
    </>
  );
}

function Trained({ account: { training, trainedUntil } }: { account: Account }) {
  const { t } = useTranslation();
  if (trainedUntil == null || trainedUntil < dayAfter(0)) {
    return (
      <Text size="sm" c="red">
        {t('accounts.untrained')}
      </Text>
    );
  }
  const course = training.find(({ until }) => until === trainedUntil)?.course;
  return t('accounts.trainedUntil', { until: day(trainedUntil), course: course ?? '' });
}
