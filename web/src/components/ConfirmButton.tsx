import { Button, Group, Modal, Stack, Text, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS, taken } from './text';
import { ProseField } from './TextField';

type Properties = {
  label: string;
  title: string;
  /** Names what is lost, or what happens. */
  loses: ReactNode;
  /** Whether a reason is asked for, which is recorded. */
  withReason?: boolean;
  busy: boolean;
  disabled?: boolean;
  onConfirm: (reason: string) => void;
} & Pick<ButtonProps, 'color' | 'size'>;

/** A button for what cannot be undone: asks first, and says what will be lost or happen. */
export function ConfirmButton(properties: Properties) {
  const { label, title, loses, withReason = false, busy, disabled = false, onConfirm } = properties;
  const color = properties.color ?? 'red';
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const confirm = () => {
    close();
    onConfirm(reason.trim());
  };
  return (
    <>
      <Button
        color={color}
        variant="light"
        size={properties.size ?? 'sm'}
        loading={busy}
        disabled={disabled}
        onClick={open}
      >
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title}>
        <Stack>
          <Text size="sm">{loses}</Text>
          {withReason && (
            <ProseField
              label={t('common.reason')}
              description={t('common.reasonRecorded')}
              required
              limit={LIMITS.reason}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.keep')}
            </Button>
            <Button color={color} disabled={withReason && !taken(reason, LIMITS.reason)} onClick={confirm}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
