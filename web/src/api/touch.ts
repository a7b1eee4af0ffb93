import { Signal } from './signal';

/** Asks the person at the desk to touch the passkey again; the answer says whether that was done. */
export class TouchRequests {
  readonly changed = new Signal();
  private waiting: ((done: boolean) => void)[] = [];

  /** Several requests at a time share one dialog. */
  ask(): Promise<boolean> {
    return new Promise((resolve) => {
      this.waiting = [...this.waiting, resolve];
      this.changed.emit();
    });
  }

  get open(): boolean {
    return this.waiting.length > 0;
  }

  answer(done: boolean): void {
    const answered = this.waiting;
    this.waiting = [];
    this.changed.emit();
    answered.forEach((resolve) => resolve(done));
  }
}

export const touchRequests = new TouchRequests();
