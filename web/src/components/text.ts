/** Most characters of each text, as the server takes them. */
export const LIMITS = {
  accountName: 100,
  agencyName: 100,
  approvalReason: 400,
  caseNumber: 60,
  claim: 100,
  clientSecret: 500,
  contact: 250,
  course: 100,
  justification: 4000,
  keyName: 100,
  link: 4096,
  note: 1000,
  passkeyLabel: 60,
  provider: 255,
  reason: 500,
  sourceContact: 300,
  sourceLegalBasis: 500,
  sourceLicence: 300,
  sourceName: 100,
  sourceOwner: 200,
};

/** Why a text is not taken. */
export type Fault = { kind: 'long'; count: number; limit: number } | { kind: 'hidden'; code: string };

/** White space as Java strips it: not the spaces that hold words together. */
const AROUND =
  // eslint-disable-next-line no-control-regex -- Java strips these four separators too
  /^[\t-\r\x1c- \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+|[\t-\r\x1c- \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+$/g;

/** Control characters, invisible format characters (without the joiners), halves of characters, and what is not assigned. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Characters as the server counts them: an emoji once. */
export function count(text: string): number {
  return Array.from(text.replace(AROUND, '')).length;
}

/**
 * Finds what is wrong with a text, by the server's rules. Nothing is cut: a long text stays in the field, to be shortened.
 *
 * @param prose whether it may have several lines
 */
export function fault(text: string, limit: number, prose: boolean): Fault | undefined {
  const stripped = text.replace(AROUND, '');
  const length = count(text);
  if (length > limit) return { kind: 'long', count: length, limit };
  const hidden = HIDDEN.exec(prose ? stripped.replace(/[\n\r\t]/g, ' ') : stripped);
  const code = hidden?.[0].codePointAt(0);
  if (code === undefined) return undefined;
  return { kind: 'hidden', code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
}

/** Whether there is a text of one or more lines, and the server takes it. */
export function taken(text: string, limit: number): boolean {
  return count(text) > 0 && fault(text, limit, true) === undefined;
}
