import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { provider } from '../../api/provider';
import { useSignedIn } from '../../app/session';
import { ConfirmButton } from '../../components/ConfirmButton';
import { moment } from '../../components/format';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';

/** Whether whoever is signed in can also come in over the agency's identity provider; nothing where there is none. */
export function ProviderLink() {
  const { t } = useTranslation();
  const { operator } = useSignedIn();
  const own = useQuery({ queryKey: ['oidc-link'], queryFn: provider.own, enabled: !operator });
  const linking = useAct(provider.beginLink, { then: ({ location }) => window.location.assign(location) });
  const ending = useAct(provider.unlinkOwn, { refresh: ['oidc-link'], done: t('provider.unlinked') });
  if (own.data?.available !== true) return null;
  const { since } = own.data;
  return (
    <Section title={t('provider.own')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {since === undefined ? t('provider.ownText') : t('provider.since', { since: moment(since) })}
        </Text>
        {since === undefined ? (
          <Button variant="default" loading={linking.isPending} onClick={() => linking.mutate()}>
            {t('provider.link')}
          </Button>
        ) : (
          <ConfirmButton
            label={t('provider.unlink')}
            title={t('provider.unlink')}
            loses={t('provider.unlinkLoses')}
            busy={ending.isPending}
            onConfirm={() => ending.mutate()}
          />
        )}
      </Stack>
    </Section>
  );
}
