import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/client';
import { queries } from '../../api/queries';
import { Loaded } from '../../components/Loaded';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Secret } from '../../components/Secret';
import { NoPasskey, register, signIn } from '../../passkeys/ceremony';
import { LIMITS } from '../../components/text';
import { TextField } from '../../components/TextField';

/** Registers the passkey of an account that has none, then shows its recovery code to be printed. */
export function NewPasskey() {
  const { t } = useTranslation();
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
    },
  });
  if (registering.isSuccess) return <FirstRecoveryCode />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        registering.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t('passkeys.why')}</Text>
        <TextField
          label={t('passkeys.label')}
          description={t('passkeys.labelHint')}
          required
          limit={LIMITS.passkeyLabel}
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

function FirstRecoveryCode() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const making = useQuery({
    queryKey: ['first-recovery-code'],
    queryFn: () => answer(client.POST('/api/v1/recovery-codes')),
    staleTime: Infinity,
    gcTime: 0,
  });
  const enter = () => {
    void cache.invalidateQueries(queries.session());
    window.location.hash = '#/';
  };
  return (
    <Stack>
      <Loaded query={making}>
        {({ code }) => (
          <>
            <Alert color="yellow" title={t('recovery.keep')}>
              {t('recovery.keepText')}
            </Alert>
            <Secret label={t('recovery.code')} value={code} />
          </>
        )}
      </Loaded>
      <Group>
        {making.isSuccess && (
          <Button variant="default" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        )}
        <Button disabled={making.isPending} onClick={enter}>
          {making.isSuccess ? t('recovery.kept') : t('recovery.later')}
        </Button>
      </Group>
    </Stack>
  );
}
