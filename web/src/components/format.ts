import { i18n } from '../locales/i18n';

const REGION = 'en-GB';

/** `22 Nov 2026, 14:05` in the reader's time zone. */
export function moment(time: string): string {
  return new Intl.DateTimeFormat(REGION, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

/** `22 Nov 2026`; a day has no time zone. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(REGION, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
}

export function count(value: number): string {
  return new Intl.NumberFormat(REGION).format(value);
}

/** Kibibytes and mebibytes, as file managers count. */
export function size(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`;
}

/** `2:05` */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The day that is `days` after `from`, as `YYYY-MM-DD` in the reader's time zone. */
export function dayAfter(days: number, from = new Date()): string {
  const then = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

/** What went wrong, in words for a person. */
export function problemText(error: unknown): string {
  if (error instanceof TypeError) return i18n.t('error.unreachable');
  return error instanceof Error && error.message !== '' ? error.message : i18n.t('error.unknown');
}
