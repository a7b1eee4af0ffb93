import {
  expect,
  type Browser,
  type BrowserContext,
  type Download,
  type Locator,
  type Page,
  type Response,
} from '@playwright/test';

/** A link that is sent, and a code that is spoken. */
export type Invitation = { link: string; code: string };

/**
 * Somebody with a browser and a passkey of their own.
 *
 * Collects what went wrong in the page: messages in the console, requests that failed, answers of refusal that
 * nobody expected.
 */
export class Person {
  readonly faults: string[] = [];
  private readonly expected: string[] = [];
  private readonly judging: Promise<void>[] = [];

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async at(browser: Browser, origin: string, name: string): Promise<Person> {
    const context = await browser.newContext({
      baseURL: origin,
      locale: 'en-GB',
      timezoneId: 'UTC',
      viewport: { width: 1280, height: 900 },
      // Colours are measured, so nothing may be half faded in.
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const person = new Person(name, context, page);
    person.watch();
    await person.givePasskeys();
    // Assertions and clicks see to it; what merely reads a text would wait behind the dialog.
    await page.addLocatorHandler(person.touchDialog(), () => person.touch());
    return person;
  }

  /** Where the server wants the passkey touched anew: after five minutes, before what matters most. */
  touchDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Confirm with your passkey' });
  }

  async touch(): Promise<void> {
    await this.touchDialog().getByRole('button', { name: 'Use my passkey' }).click();
  }

  /** From now on does not touch the passkey unasked. */
  async holdBack(): Promise<void> {
    await this.page.removeLocatorHandler(this.touchDialog());
  }

  /** Takes the file that a button leads to. */
  async download(button: string): Promise<Download> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button }).click();
    await Promise.race([downloading, this.touch()]);
    return downloading;
  }

  private async givePasskeys(): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  }

  private watch(): void {
    this.page.on('console', (message) => {
      // Answers of refusal are judged below, where their reason is known.
      if (message.text().startsWith('Failed to load resource')) return;
      if (['error', 'warning'].includes(message.type())) this.faults.push(`console: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => this.faults.push(`page: ${error.message}`));
    this.page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // What a page has asked for is broken off when it is left.
      if (reason !== 'net::ERR_ABORTED') this.faults.push(`${request.method()} ${request.url()}: ${reason}`);
    });
    this.page.on('response', (response) => {
      if (response.status() >= 400) this.judging.push(this.judge(response));
    });
  }

  private async judge(response: Response): Promise<void> {
    const body = await response.text().catch(() => '');
    const type = /"urn:beholden:([a-z-]+)"/.exec(body)?.[1] ?? String(response.status());
    // The page asks for a touch of the passkey, and goes on.
    if (type === 'touch-needed') return;
    const at = this.expected.indexOf(type);
    if (at >= 0) this.expected.splice(at, 1);
    else this.faults.push(`${response.request().method()} ${response.url()}: ${response.status()} ${body}`);
  }

  /** Announces that the server will refuse something for this reason: the end of a problem's type, or a status. */
  expectRefusal(type: string): void {
    this.expected.push(type);
  }

  /** Fails if anything went wrong since the last time. */
  async checkFaults(): Promise<void> {
    await Promise.all(this.judging.splice(0));
    expect(this.faults.splice(0), `faults in the page of ${this.name}`).toEqual([]);
    expect(this.expected.splice(0), `refusals that ${this.name} did not meet`).toEqual([]);
  }

  /** Opens the invitation, registers a passkey, and is signed in. @returns the printed recovery code */
  async accept({ link, code }: Invitation): Promise<string> {
    const { page } = this;
    await page.goto(link);
    await page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await page.getByRole('textbox', { name: 'Spoken code' }).fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    return this.registerPasskey();
  }

  async registerPasskey(): Promise<string> {
    const { page } = this;
    await page.getByRole('button', { name: 'Register a passkey' }).click();
    const recovery = await page.getByLabel('Recovery code', { exact: true }).textContent();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await this.isSignedIn();
    return recovery ?? '';
  }

  /** Who is signed in, and what concerns only them. */
  ownMenu() {
    return this.page.getByRole('banner').getByRole('button', { name: this.name });
  }

  async isSignedIn(): Promise<void> {
    await expect(this.ownMenu()).toBeVisible();
  }

  /** Signs in again where the session ended, since this person had nothing to do for so long. */
  async comeBack(): Promise<void> {
    await this.page.goto('/');
    const passkey = this.page.getByRole('button', { name: 'Use a passkey' });
    await expect(passkey.or(this.ownMenu())).toBeVisible();
    if (await passkey.isVisible()) await this.signIn();
  }

  async signIn(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('button', { name: 'Use a passkey' }).click();
    await this.isSignedIn();
  }

  async signOut(): Promise<void> {
    await this.ownMenu().click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  }

  /** Goes to a page by the navigation. */
  async goTo(place: string): Promise<void> {
    const link = this.page.getByRole('navigation').getByRole('link', { name: place, exact: true });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
  }

  /** Sees and closes the toast that says so. */
  async isTold(text: string | RegExp): Promise<void> {
    const toast = this.page.getByRole('alert').filter({ hasText: text }).first();
    await expect(toast).toBeVisible();
    await toast.getByRole('button', { name: 'Close' }).click();
    await expect(toast).toBeHidden();
  }

  /** Reads the invitation that has just been made. */
  async takeInvitation(): Promise<Invitation> {
    const dialog = this.page.getByRole('dialog', { name: 'Invitation' });
    await expect(dialog).toBeVisible();
    const link = await dialog.getByLabel('Link', { exact: true }).textContent();
    const code = await dialog.getByLabel('Spoken code', { exact: true }).textContent();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    return { link: link ?? '', code: code ?? '' };
  }
}
