import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Import, ImportState } from '../../api/types';

/** The progress of an import, as the server tells it while it goes on. */
export function useImportProgress(found: Import): Import {
  const cache = useQueryClient();
  const [told, setTold] = useState<Import>();
  const live = !isOver(found.state);
  useEffect(() => {
    if (!live) return;
    const events = new EventSource(`/api/v1/imports/${found.id}/events`);
    events.addEventListener('progress', (event: MessageEvent<string>) => {
      const progress = JSON.parse(event.data) as Import;
      setTold(progress);
      if (isOver(progress.state)) {
        events.close();
        void cache.invalidateQueries({ queryKey: ['imports'] });
        void cache.invalidateQueries({ queryKey: ['sources'] });
      }
    });
    return () => events.close();
  }, [cache, found.id, live]);
  return live ? (told ?? found) : found;
}

function isOver(state: ImportState): boolean {
  return state === 'FINISHED' || state === 'CANCELLED' || state === 'FAILED';
}
