import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Secret } from '../../components/Secret';
import { NoPasskey, register, signIn } from '../../passkeys/ceremony';

/** Registers the passkey of an account that has none, then shows its recovery code to be printed. */
export function NewPasskey() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [label, setLabel] = useState(t('passkeys.defaultLabel'));
  const registering = useMutation({
    mutationFn: async () => {
      try {
        await register(label.trim());
        const session = await answer(client.GET('/api/v1/session'));
        if (!session.signedIn) await signIn();
      } catch (error) {
        throw error instanceof NoPasskey ? new Error(t('passkeys.notMade'), { cause: error }) : error;
      }
      return answer(client.POST('/api/v1/recovery-codes'));
    },
  });
  const enter = () => {
    void cache.invalidateQueries(queries.session());
    window.location.hash = '#/';
  };

  if (registering.isSuccess) {
    return (
      <Stack>
        <Alert color="yellow" title={t('recovery.keep')}>
          {t('recovery.keepText')}
        </Alert>
        <Secret label={t('recovery.code')} value={registering.data.code} />
        <Group>
          <Button variant="default" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
          <Button onClick={enter}>{t('recovery.kept')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        registering.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t('passkeys.why')}</Text>
        <TextInput
          label={t('passkeys.label')}
          description={t('passkeys.labelHint')}
          required
          maxLength={60}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {registering.isError && <ProblemAlert error={registering.error} />}
        <Button type="submit" loading={registering.isPending}>
          {t('passkeys.make')}
        </Button>
      </Stack>
    </form>
  );
}
