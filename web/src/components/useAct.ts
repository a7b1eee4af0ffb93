import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { problemText } from './format';

type After<T> = {
  /** First words of the keys of what is read anew, also after a refusal, which may be recorded. */
  refresh?: string[];
  /** Said when it is done. */
  done?: string | ((result: T) => string);
  /** What the page does next; nothing, if somebody has left it meanwhile. */
  then?: (result: T) => void;
  /** The caller shows a refusal itself. */
  inPlace?: boolean;
};

/** Something that changes the server's state; a refusal is shown with the server's own words. */
export function useAct<T, V = void>(act: (variables: V) => Promise<T>, after: After<T> = {}) {
  const client = useQueryClient();
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const readAnew = () =>
    Promise.all((after.refresh ?? []).map((key) => client.invalidateQueries({ queryKey: [key] })));
  return useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      // Asked before what is read anew takes a part off the page.
      const stayed = here.current;
      await readAnew();
      if (after.done !== undefined) {
        const message = typeof after.done === 'string' ? after.done : after.done(result);
        notifications.show({ message, color: 'green' });
      }
      if (stayed) after.then?.(result);
    },
    onError: (error) => {
      void readAnew();
      if (after.inPlace === true) return;
      notifications.show({ message: problemText(error), color: 'red', autoClose: 12_000 });
    },
  });
}
