import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lastUse } from '../api/lastUse';
import { minutes } from '../components/format';
import { idle } from './idle';

type Properties = { idleSeconds: number; onStay: () => void; onEnd: () => void };

/** Announces the end of a session that nobody uses, and ends it; work at the desk without requests is use. */
export function IdleNotice({ idleSeconds, onStay, onEnd }: Properties) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  const state = idle(idleSeconds, lastUse(), now);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  const announced = state.kind !== 'in-use';
  useEffect(() => {
    if (announced) return;
    const atWork = () => {
      if (idle(idleSeconds, lastUse(), Date.now()).worthTelling) onStay();
    };
    const events = ['pointerdown', 'keydown'] as const;
    events.forEach((event) => window.addEventListener(event, atWork));
    return () => events.forEach((event) => window.removeEventListener(event, atWork));
  }, [announced, idleSeconds, onStay]);

  const ended = state.kind === 'ended';
  useEffect(() => {
    if (ended) onEnd();
  }, [ended, onEnd]);

  return (
    <Modal opened={announced} onClose={onStay} title={t('idle.title')} zIndex={450}>
      <Stack>
        <Text size="sm" role="timer">
          {t('idle.text', { left: minutes(state.secondsLeft) })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onEnd}>
            {t('session.signOut')}
          </Button>
          <Button onClick={onStay} data-autofocus>
            {t('idle.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
