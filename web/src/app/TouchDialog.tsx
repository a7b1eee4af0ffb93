import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { touchRequests } from '../api/touch';
import { ProblemAlert } from '../components/ProblemAlert';
import { NoPasskey, signIn } from '../passkeys/ceremony';

/** Asks for the passkey where the server wants it touched anew; what was asked of the server then goes on. */
export function TouchDialog() {
  const { t } = useTranslation();
  const opened = useSyncExternalStore(
    (listener) => touchRequests.changed.on(listener),
    () => touchRequests.open,
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const touch = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await signIn();
      touchRequests.answer(true);
    } catch (problem) {
      setError(problem instanceof NoPasskey ? new Error(t('touch.none')) : problem);
    } finally {
      setBusy(false);
    }
  };
  const cancel = () => {
    setError(undefined);
    touchRequests.answer(false);
  };
  return (
    <Modal opened={opened} onClose={cancel} title={t('touch.title')} zIndex={400}>
      <Stack>
        <Text size="sm">{t('touch.text')}</Text>
        {error !== undefined && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {t('common.cancel')}
          </Button>
          <Button loading={busy} onClick={() => void touch()} data-autofocus>
            {t('touch.use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
