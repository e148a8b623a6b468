// Request and reply between the host and its threads and processes, on birpc. Each end is one interface: a function that
// returns a promise is a call and gets a reply, a function that returns nothing is an event and gets none.
import { createBirpc } from 'birpc';
import type { ProgramUsage } from './programUsage.ts';

/** One end of a connection. The code that creates a thread or process adapts it to a port. Messages arrive in order. */
export interface Port {
  /** Throws when the message cannot be cloned. */
  post(message: unknown): void;
  /** Sets the only listener. */
  listen(listener: (message: unknown) => void): void;
}

/** Names the functions of an interface that are events. It is a record, so that the compiler finds a missing name. */
export type EventsOf<Api> = Readonly<Record<EventName<Api>, true>>;

type EventName<Api> = {
  [Name in keyof Api]: Api[Name] extends (...args: never[]) => Promise<unknown> ? never : Name;
}[keyof Api];

export interface ConnectionOptions<Remote> {
  /** The events of the other end. */
  readonly events: EventsOf<Remote>;
  /**
   * Reports an event that could not be sent or handled, and a message that is not of this protocol. Default: throws it as an
   * uncaught exception, which ends the thread or process.
   */
  readonly onError?: (error: Error) => void;
  /** Called when a first call waits for its reply, and when no call waits any more. */
  readonly onBusy?: (isBusy: boolean) => void;
  /** Called for every message of the other end. */
  readonly onMessage?: () => void;
  /** Measures this end. */
  readonly usage?: () => ProgramUsage;
}

export interface Connection<Remote> {
  readonly remote: Remote;
  /** Resolves when the other end has handled all messages before this one. Not counted as busy. */
  ping(): Promise<void>;
  /** Memory and CPU time of the other end; undefined if it does not measure itself. Not counted as busy. */
  usage(): Promise<ProgramUsage | undefined>;
  /** Rejects all waiting calls, and all later ones. Nothing is sent or received after it. */
  close(reason: Error): void;
}

/** An error of the other end. Errors cross as their message only. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

const pingName = 'rpc:ping';
const usageName = 'rpc:usage';
const eventPrefix = 'event:';

/** Offers the functions of `local` to the other end of the port, and returns those of the other end. */
export function connect<Remote extends object>(
  port: Port,
  local: object,
  { events, onError = throwUncaught, onBusy, onMessage, usage }: ConnectionOptions<Remote>,
): Connection<Remote> {
  let closedBy: Error | undefined;
  let waiting = 0;

  const rpc = createBirpc<LocalFunctions, LocalFunctions, false>(
    localFunctions(local, onError, { [pingName]: () => undefined, [usageName]: () => usage?.() }),
    {
      proxify: false,
      bind: 'functions',
      // A call may take any time: the watchdog finds a program that hangs.
      timeout: -1,
      post: (message) => {
        if (!closedBy) port.post('a' in message ? { ...message, a: takeFrom(message.a[0] as Box) } : message);
      },
      // Returns nothing: birpc would wait for it, and send the first call late.
      on: (deliver) => {
        port.listen((message) => {
          if (closedBy) return;
          onMessage?.();
          if (isRequest(message)) deliver(boxed(message));
          else if (isReply(message)) deliver(withError(message));
          else onError(new Error('Received a message that is not of this protocol.'));
        });
      },
      serialize: (message) => ('e' in message ? { ...message, e: messageOf(message.e) } : message),
      // True: the reply could not be sent, and its error is sent instead.
      onGeneralError: (_error, name) => name !== undefined,
    },
  );

  function call(name: string, args: unknown[]): Promise<unknown> {
    if (closedBy) return Promise.reject(closedBy);
    if (waiting++ === 0) onBusy?.(true);
    return untilAnswered(rpc.$call(name, boxOf(args)));
  }

  async function untilAnswered(reply: Promise<unknown>): Promise<unknown> {
    try {
      return await reply;
    } finally {
      if (--waiting === 0) onBusy?.(false);
    }
  }

  function send(name: string, args: unknown[]): void {
    if (!closedBy) rpc.$callEvent(name, boxOf(args)).catch((error: unknown) => onError(errorOf(error)));
  }

  return {
    remote: remoteOf<Remote>((name) =>
      Object.hasOwn(events, name) ? (...args) => send(name, args) : (...args) => call(name, args),
    ),
    ping: async () => void (await rpc.$call(pingName, boxOf([]))),
    // The other end is compiled against the same interface.
    usage: async () => (await rpc.$call(usageName, boxOf([]))) as ProgramUsage | undefined,
    close: (reason) => {
      if (closedBy) return;
      closedBy = reason;
      void rpc.$rejectPendingCalls(({ reject }) => reject(reason));
      rpc.$close();
    },
  };
}

function throwUncaught(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The arguments of a call. birpc keeps what it is given until the reply arrives, and arguments may be all texts of a workspace. So it
 * is given a box, which is emptied as soon as the arguments are sent or passed on.
 */
interface Box {
  args: readonly unknown[];
}

const boxOf = (args: readonly unknown[]): Box => ({ args });

function takeFrom(box: Box): readonly unknown[] {
  const { args } = box;
  box.args = [];
  return args;
}

type LocalFunctions = Record<string, (box: Box) => unknown>;

/** The functions by name, as calls and as events. Without a prototype: the other end reaches nothing else. */
function localFunctions(local: object, onError: (error: Error) => void, builtIn: LocalFunctions): LocalFunctions {
  const functions: LocalFunctions = Object.assign(Object.create(null), builtIn);
  for (const [name, value] of Object.entries(local)) {
    if (typeof value !== 'function') continue;
    functions[name] = (box) => value.apply(local, takeFrom(box));
    functions[eventPrefix + name] = async (box) => {
      try {
        await value.apply(local, takeFrom(box));
      } catch (error) {
        onError(errorOf(error));
      }
    };
  }
  return functions;
}

/** An object with every name, except `then`, which would make it a promise. */
function remoteOf<Remote extends object>(create: (name: string) => (...args: unknown[]) => unknown): Remote {
  const known = new Map<string, (...args: unknown[]) => unknown>();
  // The other end has the functions of the interface: both ends are compiled against it.
  return new Proxy(Object.create(null) as Remote, {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      let found = known.get(name);
      if (!found) known.set(name, (found = create(name)));
      return found;
    },
  });
}

/** birpc's messages: t = type, m = name of the function, a = arguments, i = number of the call, r = result, e = error. */
interface Request {
  readonly t: 'q';
  readonly m: string;
  readonly a: readonly unknown[];
  readonly i?: string;
}

interface Reply {
  readonly t: 's';
  readonly i: string;
  readonly r?: unknown;
  readonly e?: string;
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || value === null) return false;
  const { t, m, a, i } = value as Record<string, unknown>;
  return t === 'q' && typeof m === 'string' && Array.isArray(a) && ['string', 'undefined'].includes(typeof i);
}

function isReply(value: unknown): value is Reply {
  if (typeof value !== 'object' || value === null) return false;
  const { t, i, e } = value as Record<string, unknown>;
  return t === 's' && typeof i === 'string' && ['string', 'undefined'].includes(typeof e);
}

function boxed({ m, a, ...message }: Request): Request {
  return { ...message, m: message.i === undefined ? eventPrefix + m : m, a: [boxOf(a)] };
}

function withError(message: Reply): object {
  return message.e === undefined ? message : { ...message, e: new RemoteError(message.e) };
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
