import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './ProblemAlert';

type Properties = {
  opened: boolean;
  onClose: () => void;
  title: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: (event?: React.SubmitEvent<HTMLFormElement>) => void;
  children: ReactNode;
};

/** A short form over the page. */
export function FormModal({ opened, onClose, title, submit, busy, error, onSubmit, children }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form onSubmit={onSubmit}>
        <Stack>
          {children}
          {error !== null && <ProblemAlert error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
