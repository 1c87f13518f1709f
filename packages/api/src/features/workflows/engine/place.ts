import type { Variables } from '../definition/expressions.ts'
import type { Outline } from '../definition/outline.ts'
import type { Step } from '../definition/schema.ts'
import type { Hands } from './hands.ts'
import type { Patience } from './patience.ts'
import type { RunStore, StepRow } from './run-store.ts'
import type { Progress } from './turns.ts'

/** What expressions see from where a step stands. */
export interface Scope {
  steps: Record<string, unknown>
  items: Variables
}

export type Say = (output: unknown) => Progress

export interface Place {
  step: Step
  path: string
  scope: Scope
}

export interface Tried {
  path: string
  stepId: string
  round: number
  attempt: number
  /** Its row is there. */
  isBegun: boolean
  /** How often it met itself, still under way in a process that died. */
  flights: number
}

export interface Parts {
  outline: Outline
  rows: readonly StepRow[]
  store: RunStore
  hands: Hands
  patience: Patience
  /** What every expression sees: the input, the organization, the run. */
  constants: Variables
}
