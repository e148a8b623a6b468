// Lowers the priority of a process that computes for minutes below that of the editor.
import { constants, setPriority } from 'node:os';

export function lowerPriority(): void {
  try {
    // Not lower: at the lowest priority it gets almost no time while others use all cores.
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not permitted here: it runs at normal priority.
  }
}
