import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Properties = {
  title: string;
  /** The page above this one. */
  above?: { to: string; title: string };
  note?: ReactNode;
  /** Buttons of the whole page. */
  children?: ReactNode;
};

/** The heading of a page: takes the focus when the page opens, so that it is read first. */
export function PageHead({ title, above, note, children }: Properties) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = t('app.title', { page: title });
  }, [t, title]);
  return (
    <Stack gap={2} mb="md">
      {above !== undefined && (
        <Anchor component={Link} to={above.to}>
          {above.title}
        </Anchor>
      )}
      <Group justify="space-between" gap="sm">
        <Title order={1} size="h3" tabIndex={-1} ref={heading}>
          {title}
        </Title>
        <Group gap="xs">{children}</Group>
      </Group>
      {note !== undefined && (
        <Text component="div" size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </Stack>
  );
}
