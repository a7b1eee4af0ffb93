/** A refusal of the server (RFC 9457): its detail tells a person what to do. */
export class Problem extends Error {
  readonly kind: string;
  readonly status: number;
  readonly title: string | undefined;

  constructor(status: number, body: { type?: string; title?: string; detail?: string }) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.kind = body.type?.replace(/^urn:beholden:/, '') ?? 'about:blank';
    this.title = body.title;
  }

  /** What `response`, which is not ok, says. */
  static async of(response: Response): Promise<Problem> {
    return Problem.parse(response.status, await response.text());
  }

  static parse(status: number, text: string): Problem {
    try {
      const body: unknown = JSON.parse(text);
      return new Problem(status, typeof body === 'object' && body !== null ? body : {});
    } catch {
      return new Problem(status, {});
    }
  }
}
