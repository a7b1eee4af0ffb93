import { Alert, Group, List, Progress, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProbeFace } from '../../api/types';

/** How good the chosen face is, and what its examiner must expect. */
export function QualityPanel({ face }: { face: ProbeFace | undefined }) {
  const { t } = useTranslation();
  if (face === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('quality.none')}
      </Text>
    );
  }
  const { score, verdict, advice, components } = face.quality;
  return (
    <Stack gap="sm">
      <Group wrap="nowrap" align="flex-start">
        <img src={face.crop} alt={t('photo.chosen', { number: face.number })} width={96} />
        <Stack gap={4} flex={1}>
          <Text fw={600}>{t('quality.score', { score })}</Text>
          <Progress value={score} aria-label={t('quality.title')} />
          <Text size="sm">{verdict}</Text>
        </Stack>
      </Group>
      {advice.length > 0 && (
        <Alert color="yellow" title={t('quality.advice')}>
          <List size="sm">
            {advice.map((text) => (
              <List.Item key={text}>{text}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <details>
        <summary>{t('quality.measures')}</summary>
        <Table aria-label={t('quality.measures')}>
          <Table.Tbody>
            {components.map(({ measure, value, unit, score: part }) => (
              <Table.Tr key={measure}>
                <Table.Th scope="row" fw={400}>
                  {measure}
                </Table.Th>
                <Table.Td>
                  {value} {unit}
                </Table.Td>
                <Table.Td ta="right">{part}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </Stack>
  );
}
