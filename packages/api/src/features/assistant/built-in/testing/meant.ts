import type { Memory } from '../../memory.ts'
import { worldOf } from './world.ts'
import type { Outcome } from '../understand/types.ts'
import { understand } from '../understand/understand.ts'

/** What somebody of the small roastery means by a message. */
export const meant = (text: string, memory: Partial<Memory> = {}) => understand(text, worldOf({ memory }))

/** The acts asked for, with their input. */
export const acts = (outcome: Outcome) =>
  outcome.kind === 'calls'
    ? outcome.calls.map(({ act, input }) => [act.path.replace('modules.ops.', ''), input])
    : outcome.kind
