import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Properties = { title: string; children?: ReactNode };

/** Says that a list has nothing, and what would put something there. */
export function Empty({ title, children }: Properties) {
  return (
    <Paper p="lg" ta="center" bg="var(--beholden-surface)">
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text component="div" size="sm" c="dimmed" mt={4}>
          {children}
        </Text>
      )}
    </Paper>
  );
}
