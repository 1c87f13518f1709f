import { Status } from '@hub/ui/status'
import type { Run } from './flow.ts'
import { runTones, stateOf } from './run-words.ts'

export const RunState = ({ run }: { run: Pick<Run, 'status' | 'isBeingCanceled'> }) => (
  <Status tone={run.isBeingCanceled ? 'warning' : runTones[run.status]}>{stateOf(run)}</Status>
)
