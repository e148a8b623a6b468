// Events that are pushed now and read by an asynchronous loop, later or meanwhile. Nothing is lost, and no second loop begins.

export interface EventQueue<Item> {
  push(item: Item): void;
  /** The loop ends after the items before it. */
  end(): void;
  /** The loop throws after the items before it. */
  fail(error: unknown): void;
  iterate(): AsyncIterator<Item>;
}

export function eventQueue<Item extends object>(): EventQueue<Item> {
  const items: Item[] = [];
  let isOver = false;
  let failure: { readonly error: unknown } | undefined;
  let isRead = false;
  let wake = (): void => undefined;

  async function* read(): AsyncGenerator<Item, void> {
    for (;;) {
      for (let item = items.shift(); item !== undefined; item = items.shift()) yield item;
      if (failure) throw failure.error;
      if (isOver) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  const close = (): void => {
    isOver = true;
    wake();
  };
  return {
    push: (item) => {
      items.push(item);
      wake();
    },
    end: close,
    fail: (error) => {
      failure = { error };
      close();
    },
    iterate: () => {
      if (isRead) throw new Error('The events of a training can be read once.');
      isRead = true;
      return read();
    },
  };
}
