import { Alert, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../api/types';
import { moment } from './format';
import { Secret } from './Secret';

type Properties = { invitation: Invitation | undefined; onClose: () => void };

/** Shows a new invitation, once: the link is sent, the code is spoken. */
export function InvitationResult({ invitation, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={invitation !== undefined}
      onClose={onClose}
      title={t('invite.ready')}
      size="lg"
      closeOnClickOutside={false}
    >
      {invitation !== undefined && (
        <Stack>
          <Alert color="yellow">{t('invite.once', { expires: moment(invitation.expires) })}</Alert>
          <Secret label={t('invite.link')} value={invitation.link} />
          <Secret label={t('invite.code')} value={invitation.code} />
        </Stack>
      )}
    </Modal>
  );
}
