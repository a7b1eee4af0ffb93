import { Group, Paper, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

type Properties = { title: string; children: ReactNode; actions?: ReactNode };

/** A part of a page under a heading of its own. */
export function Section({ title, children, actions }: Properties) {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Paper>
  );
}
