import { Button, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answer, client } from '../api/client';
import { useAct } from '../components/useAct';
import { useRole, useSignedIn } from './session';

/** Who is signed in, and what concerns only them. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { account } = useSignedIn();
  const queries = useQueryClient();
  const withKeys = useRole('ADMINISTRATOR');
  // Switching transitions off for a moment would write a style at run time, which the server's policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const signOut = useAct(() => answer(client.DELETE('/api/v1/session')), {
    then: () => {
      queries.clear();
      window.location.assign('#/');
      window.location.reload();
    },
  });
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<span aria-hidden>▾</span>}>
          {account.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.roles.map((role) => t(`role.${role}`)).join(', ')}</Menu.Label>
        <Menu.Item component={Link} to="/passkeys">
          {t('nav.passkeys')}
        </Menu.Item>
        {withKeys && (
          <Menu.Item component={Link} to="/api-keys">
            {t('nav.apiKeys')}
          </Menu.Item>
        )}
        {withKeys && (
          <Menu.Item component={Link} to="/identity-provider">
            {t('nav.provider')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('scheme.label')}</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        >
          {(['auto', 'light', 'dark'] as const).map((scheme) => (
            <Menu.RadioItem key={scheme} value={scheme}>
              {t(`scheme.${scheme}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate()}>{t('session.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
