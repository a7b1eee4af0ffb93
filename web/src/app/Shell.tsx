import { Anchor, Burger, Drawer, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { AccountMenu } from './AccountMenu';
import { isHere, placesOf } from './navigation';
import { useSignedIn } from './session';
import classes from './Shell.module.css';

function Places({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { account } = useSignedIn();
  const queries = useQueryClient();
  return placesOf(account.roles).map(({ to, label }) => {
    const here = isHere(to, pathname);
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={t(label)}
        active={here}
        aria-current={here ? 'page' : undefined}
        onClick={() => {
          // Pages do not ask by themselves what is new, since that would keep an idle session alive.
          if (pathname === to) void queries.invalidateQueries();
          onGo?.();
        }}
      />
    );
  });
}

/** What surrounds every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { agency } = useSignedIn();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <div className={classes.shell}>
      <Anchor href="#main" className={classes.skip} onClick={skip}>
        {t('app.skip')}
      </Anchor>
      <header className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger
            className={classes.burger}
            opened={opened}
            onClick={open}
            size="sm"
            aria-label={t('nav.label')}
          />
          <Text fw={700}>{t('app.name')}</Text>
          <Text size="sm" c="dimmed" lineClamp={1}>
            {agency.name}
          </Text>
        </Group>
        <AccountMenu />
      </header>
      <nav className={classes.nav} aria-label={t('nav.label')}>
        <Places />
      </nav>
      <Drawer opened={opened} onClose={close} size="16rem" title={t('nav.label')}>
        <nav aria-label={t('nav.label')}>
          <Places onGo={close} />
        </nav>
      </Drawer>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}

// The address after the hash is the page's, so the jump is made by hand.
function skip(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
