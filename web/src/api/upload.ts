import { csrfHeader } from './http';
import { used } from './lastUse';
import { Problem } from './problem';
import { sessionEnded } from './signal';

/**
 * Uploads with progress, which `fetch` does not tell.
 *
 * @param progress is told the share that is sent, 0..1
 * @throws Problem where the server refuses
 */
export function upload<T>(
  method: 'POST' | 'PUT',
  url: string,
  body: Blob | FormData,
  headers: Record<string, string>,
  progress: (share: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    Object.entries({ ...headers, ...csrfHeader() }).forEach(([name, value]) =>
      request.setRequestHeader(name, value),
    );
    request.upload.onprogress = (event) => {
      used();
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onerror = () => reject(new TypeError('The server could not be reached.'));
    request.onload = () => {
      used();
      if (request.status < 300) {
        resolve((request.responseText === '' ? undefined : JSON.parse(request.responseText)) as T);
        return;
      }
      if (request.status === 401) sessionEnded.emit();
      reject(Problem.parse(request.status, request.responseText));
    };
    request.send(body);
  });
}
