import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { provider, type ProviderSettings } from '../../api/provider';
import { ConfirmButton } from '../../components/ConfirmButton';
import { moment } from '../../components/format';
import { Rows } from '../../components/Listing';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Secret } from '../../components/Secret';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { LIMITS } from '../../components/text';
import { SecretField, TextField } from '../../components/TextField';

const KEY = 'identity-provider';

/** How the agency's people may come in besides their passkeys. */
export function IdentityProvider() {
  const { t } = useTranslation();
  const settings = useQuery({ queryKey: [KEY], queryFn: provider.settings });
  return (
    <>
      <PageHead title={t('nav.provider')} note={t('provider.note')} />
      <Loaded query={settings}>
        {(shown) => (
          <Stack>
            <Configuration key={shown.configured?.issuer ?? ''} shown={shown} />
            {shown.links.length > 0 && <Links links={shown.links} />}
            {shown.refusals.length > 0 && <Refusals refusals={shown.refusals} />}
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Configuration({ shown: { redirectUri, configured } }: { shown: ProviderSettings }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: {
      issuer: configured?.issuer ?? '',
      clientId: configured?.clientId ?? '',
      clientSecret: '',
      claim: configured?.claim ?? 'sub',
    },
  });
  const saving = useAct(
    ({ clientSecret, ...others }: typeof form.values) =>
      provider.configure(clientSecret === '' ? others : { ...others, clientSecret }),
    { inPlace: true, refresh: [KEY, 'oidc-link'], done: t('provider.saved') },
  );
  const removing = useAct(provider.remove, { refresh: [KEY, 'oidc-link'], done: t('provider.removed') });
  return (
    <Section title={t('provider.settings')}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <Stack>
          {configured !== undefined && (
            <Secret label={t('provider.signInLink')} value={configured.signInLink} />
          )}
          <Secret label={t('provider.redirectUri')} value={redirectUri} />
          <TextField
            label={t('provider.issuer')}
            description={t('provider.issuerHint')}
            required
            limit={LIMITS.provider}
            {...form.getInputProps('issuer')}
          />
          <TextField
            label={t('provider.clientId')}
            required
            limit={LIMITS.provider}
            {...form.getInputProps('clientId')}
          />
          <SecretField
            label={t('provider.clientSecret')}
            description={configured === undefined ? undefined : t('provider.secretHint')}
            required={configured === undefined}
            limit={LIMITS.clientSecret}
            autoComplete="off"
            {...form.getInputProps('clientSecret')}
          />
          <TextField
            label={t('provider.claim')}
            description={t('provider.claimHint')}
            required
            limit={LIMITS.claim}
            {...form.getInputProps('claim')}
          />
          {saving.isError && <ProblemAlert error={saving.error} />}
          <Group justify="flex-end">
            {configured !== undefined && (
              <ConfirmButton
                label={t('common.remove')}
                title={t('provider.remove')}
                loses={t('provider.removeLoses')}
                busy={removing.isPending}
                onConfirm={() => removing.mutate()}
              />
            )}
            <Button type="submit" loading={saving.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Links({ links }: Pick<ProviderSettings, 'links'>) {
  const { t } = useTranslation();
  const ending = useAct(provider.unlink, { refresh: [KEY, 'oidc-link'], done: t('provider.unlinked') });
  return (
    <Section title={t('provider.links')}>
      <Rows label={t('provider.links')} head={[t('accounts.name'), t('provider.linkedAt'), '']}>
        {links.map(({ account, since }) => (
          <Table.Tr key={account.id}>
            <Table.Td>{account.name}</Table.Td>
            <Table.Td>{moment(since)}</Table.Td>
            <Table.Td ta="right">
              <ConfirmButton
                size="xs"
                label={t('provider.unlink')}
                title={t('provider.unlink')}
                loses={t('provider.unlinkOtherLoses', { name: account.name })}
                busy={ending.isPending}
                onConfirm={() => ending.mutate(account.id)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Rows>
    </Section>
  );
}

function Refusals({ refusals }: Pick<ProviderSettings, 'refusals'>) {
  const { t } = useTranslation();
  return (
    <Section title={t('provider.refusals')}>
      <Text size="sm" mb="sm">
        {t('provider.refusalsNote')}
      </Text>
      <Rows
        label={t('provider.refusals')}
        head={[t('provider.at'), t('accounts.name'), t('provider.whyTitle')]}
      >
        {refusals.map(({ at, why, account }, number) => (
          <Table.Tr key={number}>
            <Table.Td>{moment(at)}</Table.Td>
            <Table.Td>{account?.name ?? t('common.none')}</Table.Td>
            <Table.Td>{t(`provider.why.${why}`)}</Table.Td>
          </Table.Tr>
        ))}
      </Rows>
    </Section>
  );
}
