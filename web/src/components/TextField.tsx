import {
  PasswordInput,
  Textarea,
  TextInput,
  type PasswordInputProps,
  type TextareaProps,
  type TextInputProps,
} from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count, fault } from './text';

/** From this share of the limit on, a field tells how much of it is used. */
const TELLS_FROM = 0.8;

type Checked = { value?: unknown; error?: ReactNode; description?: ReactNode };

/** What a field says of its text; while the text is not taken, the browser does not send the form. */
function useCheck<E extends HTMLInputElement | HTMLTextAreaElement>(
  { value, error, description }: Checked,
  limit: number,
  prose: boolean,
) {
  const { t } = useTranslation();
  const ref = useRef<E>(null);
  const text = typeof value === 'string' ? value : '';
  const wrong = fault(text, limit, prose);
  const says = wrong === undefined ? '' : t(`text.${wrong.kind}`, wrong);
  useEffect(() => ref.current?.setCustomValidity(says), [says]);
  const used = count(text);
  const told = used >= limit * TELLS_FROM ? t('text.used', { used, limit }) : undefined;
  return {
    ref,
    error: says === '' ? error : says,
    description:
      told === undefined ? (
        description
      ) : (
        <>
          {description} {told}
        </>
      ),
  };
}

type Limited<P> = Omit<P, 'maxLength'> & { limit: number };

/** One line of text that somebody types. It is never cut: what is too long is said at the field. */
export function TextField({ limit, ...properties }: Limited<TextInputProps>) {
  return <TextInput {...properties} {...useCheck<HTMLInputElement>(properties, limit, false)} />;
}

/** A text of several lines, checked as in [TextField]. */
export function ProseField({ limit, ...properties }: Limited<TextareaProps>) {
  return <Textarea {...properties} {...useCheck<HTMLTextAreaElement>(properties, limit, true)} />;
}

/** One line that is not shown while it is typed, checked as in [TextField]. */
export function SecretField({ limit, ...properties }: Limited<PasswordInputProps>) {
  return <PasswordInput {...properties} {...useCheck<HTMLInputElement>(properties, limit, false)} />;
}
