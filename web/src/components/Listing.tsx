import { Button, Stack, Table } from '@mantine/core';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../api/types';
import { Waiting } from './Loaded';
import { ProblemAlert } from './ProblemAlert';

type Pages<T> = UseInfiniteQueryOptions<Page<T>, Error, InfiniteData<Page<T>>, readonly unknown[], string>;
type Properties<T> = {
  /** What the table holds, for those who hear it. */
  label: string;
  pages: Pages<T>;
  head: string[];
  row: (item: T) => ReactNode;
  /** Instead of a table with no rows. */
  empty: ReactNode;
};

/** A table that is read part by part. */
export function Listing<T>({ label, pages, head, row, empty }: Properties<T>) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(pages);
  if (list.isError) return <ProblemAlert error={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <Stack gap="xs" align="flex-start">
      <Rows label={label} head={head}>
        {items.map(row)}
      </Rows>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
    </Stack>
  );
}

/** A table that scrolls sideways where the screen is narrow. An empty heading is one of buttons. */
export function Rows({ label, head, children }: { label: string; head: string[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={420} w="100%" type="native" tabIndex={0} role="group" aria-label={label}>
      <Table highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {head.map((title, column) => (
              <Table.Th key={column} scope="col">
                {title === '' ? <span className="sr-only">{t('common.actions')}</span> : title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
