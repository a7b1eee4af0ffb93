import { Alert, Button, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { Passkey } from '../../api/types';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Empty } from '../../components/Empty';
import { FormModal } from '../../components/FormModal';
import { moment } from '../../components/format';
import { Rows } from '../../components/Listing';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Secret } from '../../components/Secret';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { NoPasskey, register } from '../../passkeys/ceremony';
import { ProviderLink } from './ProviderLink';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

/** How whoever is signed in gets in. */
export function Passkeys() {
  const { t } = useTranslation();
  const passkeys = useQuery(queries.passkeys());
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHead title={t('nav.passkeys')} note={t('passkeys.note')}>
        <Button onClick={() => setAdding(true)}>{t('passkeys.add')}</Button>
      </PageHead>
      <Stack>
        <Loaded query={passkeys}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('passkeys.none')} />
            ) : (
              <Rows
                label={t('nav.passkeys')}
                head={[t('passkeys.label'), t('passkeys.created'), t('passkeys.lastUsed'), '']}
              >
                {items.map((passkey) => (
                  <PasskeyRow key={passkey.id} passkey={passkey} last={items.length === 1} />
                ))}
              </Rows>
            )
          }
        </Loaded>
        <RecoveryCode />
        <ProviderLink />
      </Stack>
      <AddPasskey opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function PasskeyRow({ passkey, last }: { passkey: Passkey; last: boolean }) {
  const { t } = useTranslation();
  const removing = useAct(
    () => answer(client.DELETE('/api/v1/passkeys/{id}', { params: { path: { id: passkey.id } } })),
    { refresh: ['passkeys'], done: t('passkeys.removed') },
  );
  return (
    <Table.Tr>
      <Table.Td>{passkey.label}</Table.Td>
      <Table.Td>{moment(passkey.created)}</Table.Td>
      <Table.Td>
        {passkey.lastUsed === passkey.created ? t('passkeys.never') : moment(passkey.lastUsed)}
      </Table.Td>
      <Table.Td ta="right">
        <ConfirmButton
          size="xs"
          label={t('common.remove')}
          title={t('passkeys.remove')}
          loses={t('passkeys.removeLoses', { label: passkey.label })}
          disabled={last}
          busy={removing.isPending}
          onConfirm={() => removing.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function AddPasskey({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [label, setLabel] = useState('');
  const adding = useAct(
    async () => {
      try {
        await register(label.trim());
      } catch (error) {
        throw error instanceof NoPasskey ? new Error(t('passkeys.notMade'), { cause: error }) : error;
      }
    },
    { inPlace: true, refresh: ['passkeys'], done: t('passkeys.added'), then: onClose },
  );
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('passkeys.add')}
      submit={t('passkeys.make')}
      busy={adding.isPending}
      error={adding.error}
      onSubmit={(event) => {
        event?.preventDefault();
        adding.mutate();
      }}
    >
      <TextField
        label={t('passkeys.label')}
        description={t('passkeys.labelHint')}
        required
        limit={LIMITS.passkeyLabel}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
    </FormModal>
  );
}

function RecoveryCode() {
  const { t } = useTranslation();
  const making = useAct(() => answer(client.POST('/api/v1/recovery-codes')));
  return (
    <Section title={t('recovery.code')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('recovery.renewText')}</Text>
        {making.data === undefined ? (
          <ConfirmButton
            label={t('recovery.renew')}
            title={t('recovery.renew')}
            loses={t('recovery.renewLoses')}
            busy={making.isPending}
            onConfirm={() => making.mutate()}
          />
        ) : (
          <>
            <Alert color="yellow">{t('recovery.keepText')}</Alert>
            <Secret label={t('recovery.code')} value={making.data.code} />
          </>
        )}
      </Stack>
    </Section>
  );
}
