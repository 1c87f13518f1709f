import { createContext, use } from 'react'
import type { Definition, Fault, Place, Step, WorkflowWithDraft, RunWithSteps } from './flow.ts'
import type { SourceGroup } from './earlier.ts'
import type { Procedure } from './procedures.ts'
import type { Opening } from './use-opening.ts'

/** What every part of the editor works on. */
export interface FlowActs extends Opening {
  workflow: WorkflowWithDraft
  draft: Definition
  /** The name of the step that is open, or of the start; null while none is. */
  selected: string | null
  canWrite: boolean
  faults: readonly Fault[]
  procedures: readonly Procedure[]
  lastRun: RunWithSteps | undefined
  change: (to: (draft: Definition) => Definition) => void
  /** Asks which kind of step to put there. */
  add: (place: Place & { after: string | null }) => void
  remove: (step: Step) => void
  move: (step: Step, by: -1 | 1) => void
  /** Asks where else to put it. */
  askMove: (step: Step) => void
  sourcesOf: (step: Step) => readonly SourceGroup[]
}

export const FlowActsContext = createContext<FlowActs | null>(null)

export function useFlowActs(): FlowActs {
  const acts = use(FlowActsContext)
  if (acts === null) throw new Error('There is no workflow around this part.')
  return acts
}

/** What is wrong at a step, or in its field. */
export const faultsAt = (faults: readonly Fault[], at: string, field?: string): Fault[] =>
  faults.filter((fault) => fault.at === at && (field === undefined || fault.field === field))
