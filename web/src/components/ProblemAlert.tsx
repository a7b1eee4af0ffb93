import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { problemText } from './format';

type Properties = { error: unknown; retry?: () => void };

/** What the server refused, in its own words. */
export function ProblemAlert({ error, retry }: Properties) {
  const { t } = useTranslation();
  // Only the policy gives its refusals titles of their own: those of its rules.
  const title = error instanceof Problem && error.kind === 'policy' ? error.title : undefined;
  return (
    <Alert color="red" title={title ?? t('error.title')} role="alert">
      <Text size="sm">{problemText(error)}</Text>
      {retry !== undefined && (
        <Group mt="xs">
          <Button variant="default" size="xs" onClick={retry}>
            {t('common.retry')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
