interface KernelModule {
  readonly name: string;
}
export const benchModules: readonly KernelModule[];
/** Compiles the outdated ones of the given modules (by default, those of the package) and resolves to their names. */
export function buildKernels(wanted?: readonly KernelModule[]): Promise<string[]>;
