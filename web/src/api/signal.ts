/** Something that happens outside React and that parts of the page listen to. */
export class Signal<T = void> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Returns what ends the listening. */
  on(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(value: T): void {
    this.listeners.forEach((listener) => listener(value));
  }
}

/** The server no longer knows the session. */
export const sessionEnded = new Signal();
