import { Status } from '@hub/ui/status'
import type { Run } from './flow.ts'
import { runTones, stateOf } from './run-words.ts'

export interface RunStateProps {
  run: Pick<Run, 'status' | 'isBeingCanceled'>
  /** Whoever reads this has something to decide in it. */
  isAsked?: boolean | undefined
}

export const RunState = ({ run, isAsked = false }: RunStateProps) => (
  <Status tone={run.isBeingCanceled ? 'warning' : runTones[run.status]}>
    {isAsked ? 'Waiting for you' : stateOf(run)}
  </Status>
)
