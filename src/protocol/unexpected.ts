/** For the default branch of an exhaustive switch over a union. Names the type only: a message may hold the user's text. */
export function unexpected(message: never): never {
  const { type, kind } = Object(message) as { readonly type?: unknown; readonly kind?: unknown };
  throw new Error(`Unexpected message of type ${String(type ?? kind)}.`);
}
