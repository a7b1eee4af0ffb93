import { Badge, Button, Code, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/http';
import { queries } from '../../api/queries';
import type { Policy } from '../../api/types';
import { Rows } from '../../components/Listing';
import { Loaded } from '../../components/Loaded';
import { PageHead } from '../../components/PageHead';
import { ProblemAlert } from '../../components/ProblemAlert';
import { Section } from '../../components/Section';
import { useAct } from '../../components/useAct';
import { Proposals } from '../accounts/Proposals';

/** The rules before every search, and the file that they are written in. */
export function PolicyPage() {
  const { t } = useTranslation();
  const policy = useQuery(queries.policy());
  return (
    <>
      <PageHead title={t('policy.title')} note={t('policy.note')} />
      <Proposals />
      <Loaded query={policy}>
        {(loaded) => (
          <Stack>
            <Section title={t('policy.rules')}>
              <Rules policy={loaded} />
            </Section>
            <Section title={t('policy.file', { version: loaded.version })}>
              <Editor key={loaded.version} policy={loaded} />
            </Section>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Rules({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  return (
    <Rows
      label={t('policy.rules')}
      head={[t('policy.rule'), t('policy.then'), t('policy.when'), t('policy.says')]}
    >
      {policy.rules.map(({ id, title, when, then, says }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Text size="sm">{title}</Text>
            <Text size="xs" c="dimmed">
              {id}
            </Text>
          </Table.Td>
          <Table.Td>
            <Badge tt="none" color={then === 'REFUSES' ? 'red' : 'yellow'}>
              {t(`policy.effect.${then}`)}
            </Badge>
          </Table.Td>
          <Table.Td>
            <Code>{when}</Code>
          </Table.Td>
          <Table.Td>{says}</Table.Td>
        </Table.Tr>
      ))}
    </Rows>
  );
}

function Editor({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const [text, setText] = useState(policy.text);
  const saving = useAct(
    async () => {
      const response = await ask('/api/v1/policy', {
        method: 'PUT',
        headers: { 'Content-Type': 'text/yaml' },
        body: text,
      });
      return (await response.json()) as Policy;
    },
    {
      inPlace: true,
      refresh: ['policy', 'case-choices', 'proposals'],
      done: ({ proposal }) => t(proposal == null ? 'policy.saved' : 'proposals.made'),
      // What is only proposed is read among the proposals.
      then: ({ proposal }) => {
        if (proposal != null) setText(policy.text);
      },
    },
  );
  const same = text === policy.text;
  return (
    <Stack gap="sm">
      <Textarea
        label={t('policy.text')}
        description={t('policy.textHint')}
        spellCheck={false}
        minRows={14}
        maxRows={32}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {saving.isError && <ProblemAlert error={saving.error} />}
      <Group>
        <Button disabled={same} loading={saving.isPending} onClick={() => saving.mutate()}>
          {t('policy.save')}
        </Button>
        <Button variant="default" disabled={same} onClick={() => setText(policy.text)}>
          {t('policy.revert')}
        </Button>
      </Group>
    </Stack>
  );
}
