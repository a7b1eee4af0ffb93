import { Alert, Button, Checkbox, Modal, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import type { ApiKey, ApiKeyScope } from '../../api/types';
import { ConfirmButton } from '../../components/ConfirmButton';
import { Empty } from '../../components/Empty';
import { FormModal } from '../../components/FormModal';
import { dayAfter, moment } from '../../components/format';
import { Rows } from '../../components/Listing';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { Secret } from '../../components/Secret';
import { useAct } from '../../components/useAct';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

/** Keys of programs that work for the agency. */
export function ApiKeys() {
  const { t } = useTranslation();
  const keys = useQuery(queries.apiKeys());
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  return (
    <>
      <PageHead title={t('nav.apiKeys')} note={t('apiKeys.note')}>
        <Button onClick={() => setMaking(true)}>{t('apiKeys.make')}</Button>
      </PageHead>
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('apiKeys.none')} />
          ) : (
            <Rows
              label={t('nav.apiKeys')}
              head={[t('apiKeys.name'), t('apiKeys.scopes'), t('apiKeys.expires'), '']}
            >
              {items.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <KeyForm opened={making} onClose={() => setMaking(false)} onMade={setMade} />
      <Modal
        opened={made !== undefined}
        onClose={() => setMade(undefined)}
        title={t('apiKeys.made')}
        size="lg"
        closeOnClickOutside={false}
      >
        <Stack>
          <Alert color="yellow">{t('apiKeys.once')}</Alert>
          <Secret label={t('apiKeys.key')} value={made ?? ''} />
        </Stack>
      </Modal>
    </>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const ending = useAct(
    () => answer(client.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: apiKey.id } } })),
    { refresh: ['api-keys'], done: t('apiKeys.ended') },
  );
  return (
    <Table.Tr>
      <Table.Td>{apiKey.name}</Table.Td>
      <Table.Td>{apiKey.scopes.map((scope) => t(`apiKeys.scope.${scope}`)).join(', ')}</Table.Td>
      <Table.Td>{moment(apiKey.expires)}</Table.Td>
      <Table.Td ta="right">
        <ConfirmButton
          size="xs"
          label={t('apiKeys.end')}
          title={t('apiKeys.end')}
          loses={t('apiKeys.endLoses', { name: apiKey.name })}
          busy={ending.isPending}
          onConfirm={() => ending.mutate()}
        />
      </Table.Td>
    </Table.Tr>
  );
}

type FormProperties = { opened: boolean; onClose: () => void; onMade: (key: string) => void };

function KeyForm({ opened, onClose, onMade }: FormProperties) {
  const { t } = useTranslation();
  const form = useForm<{ name: string; scopes: ApiKeyScope[]; expires: string }>({
    initialValues: { name: '', scopes: ['read'], expires: dayAfter(90) },
    validate: { scopes: (scopes) => (scopes.length === 0 ? t('apiKeys.noScope') : null) },
  });
  const making = useAct(
    (body: typeof form.values) =>
      answer(client.POST('/api/v1/api-keys', { body: { ...body, expires: `${body.expires}T00:00:00Z` } })),
    {
      inPlace: true,
      refresh: ['api-keys'],
      then: ({ key }) => {
        form.reset();
        onClose();
        if (key != null) onMade(key);
      },
    },
  );
  return (
    <FormModal
      opened={opened}
      onClose={onClose}
      title={t('apiKeys.make')}
      submit={t('apiKeys.make')}
      busy={making.isPending}
      error={making.error}
      onSubmit={form.onSubmit((values) => making.mutate(values))}
    >
      <TextField label={t('apiKeys.name')} required limit={LIMITS.keyName} {...form.getInputProps('name')} />
      <Checkbox.Group label={t('apiKeys.scopes')} required {...form.getInputProps('scopes')}>
        <Stack gap={6} mt={6}>
          <Checkbox value="read" label={t('apiKeys.scope.read')} />
          <Checkbox value="search" label={t('apiKeys.scope.search')} />
        </Stack>
      </Checkbox.Group>
      <TextInput
        type="date"
        label={t('apiKeys.expires')}
        required
        min={dayAfter(1)}
        {...form.getInputProps('expires')}
      />
    </FormModal>
  );
}
