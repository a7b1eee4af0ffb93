import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Import, ImportProgress } from '../../api/types';

/** The progress of an import, as the server tells it while it goes on. */
export function useImportProgress(found: Import): ImportProgress {
  const cache = useQueryClient();
  const [told, setTold] = useState<ImportProgress>();
  const live = found.state === 'RUNNING' || found.state === 'PAUSED';
  useEffect(() => {
    if (!live) return;
    const events = new EventSource(`/api/v1/imports/${found.id}/events`);
    events.addEventListener('progress', (event: MessageEvent<string>) => {
      const progress = JSON.parse(event.data) as ImportProgress;
      setTold(progress);
      if (progress.state !== 'RUNNING' && progress.state !== 'PAUSED') {
        events.close();
        void cache.invalidateQueries({ queryKey: ['imports'] });
        void cache.invalidateQueries({ queryKey: ['sources'] });
      }
    });
    return () => events.close();
  }, [cache, found.id, live]);
  return live ? (told ?? found) : found;
}
