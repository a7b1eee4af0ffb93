import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, client } from '../../api/client';
import { ProblemAlert } from '../../components/ProblemAlert';
import { EntryCard } from './EntryCard';
import { NewPasskey } from './NewPasskey';

/** For somebody who lost every passkey and has the printed code. */
export function Recovery() {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const recovering = useMutation({
    mutationFn: async () => {
      await answer(client.GET('/api/v1/session'));
      return answer(client.POST('/api/v1/recovery', { body: { code: code.trim() } }));
    },
  });
  return (
    <EntryCard title={t('recovery.title')}>
      {recovering.isSuccess ? (
        <NewPasskey />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            recovering.mutate();
          }}
        >
          <Stack>
            <Text size="sm">{t('recovery.text')}</Text>
            <TextInput
              label={t('recovery.code')}
              required
              autoComplete="off"
              maxLength={100}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            {recovering.isError && <ProblemAlert error={recovering.error} />}
            <Button type="submit" loading={recovering.isPending}>
              {t('common.continue')}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/">
        {t('recovery.back')}
      </Anchor>
    </EntryCard>
  );
}
