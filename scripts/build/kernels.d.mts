interface KernelModule {
  readonly name: string;
}
export const benchModules: readonly KernelModule[];
/** Builds the kernels (those that ship, or the given ones) that are out of date; resolves to the names of what was built. */
export function buildKernels(wanted?: readonly KernelModule[]): Promise<string[]>;
