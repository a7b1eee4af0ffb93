import { Alert, Anchor, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ProblemAlert } from '../../components/ProblemAlert';
import { EntryCard } from './EntryCard';
import { usePasskey } from './usePasskey';

type Properties = {
  /** Whether a session has just ended by itself. */
  ended: boolean;
  onSignedIn: () => void;
};

export function SignIn({ ended, onSignedIn }: Properties) {
  const { t } = useTranslation();
  const passkey = usePasskey(onSignedIn);
  return (
    <EntryCard title={t('signIn.title')}>
      {ended && <Alert color="yellow">{t('signIn.ended')}</Alert>}
      <Text size="sm">{t('signIn.text')}</Text>
      {passkey.isError && <ProblemAlert error={passkey.error} />}
      <Button loading={passkey.isPending} onClick={() => passkey.mutate()} autoFocus>
        {t('signIn.use')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('signIn.invited')}{' '}
        <Anchor component={Link} to="/recovery">
          {t('signIn.recover')}
        </Anchor>
      </Text>
    </EntryCard>
  );
}
