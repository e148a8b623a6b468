// The least that two ends need of each other, typed in both directions. A worker's port, a child process and a webview
// are each adapted to it by the file that creates them.

/** One end of a wire: `In` is what arrives here, `Out` what is sent from here. */
export interface Channel<In, Out> {
  send(message: Out, transfer?: readonly ArrayBuffer[]): void;
  /** The one listener of this end. */
  receive(listener: (message: In) => void): void;
}

/** For the default branch of an exhaustive switch over a message union. */
export function unexpected(message: never): never {
  throw new Error(`Unexpected message: ${JSON.stringify(message)}`);
}
