// A workspace that the user does not trust.
import { workspace } from 'vscode';

/** Until the end of the block, with `using`. */
export function untrustedWorkspace(): Disposable {
  const trust = Object.getOwnPropertyDescriptor(workspace, 'isTrusted')!;
  Object.defineProperty(workspace, 'isTrusted', { value: false, configurable: true });
  return { [Symbol.dispose]: () => void Object.defineProperty(workspace, 'isTrusted', trust) };
}
