import { Meter } from '@hub/ui/meter'
import { Status } from '@hub/ui/status'
import { progressWords, stateOf, toneOf } from '../../../../../components/job-words.ts'
import type { Job } from '../../../../../components/job-states.ts'

/** Its state in a word. */
export const JobState = ({ job }: { job: Job }) => <Status tone={toneOf(job)}>{stateOf(job)}</Status>

/** How far a job is that runs. */
export function JobProgress({ job }: { job: Job }) {
  const { status, done, total } = job
  const words = progressWords(job)
  if (status !== 'running' || words === undefined) return null
  return (
    <div className="flex items-center gap-2.5">
      {total !== null && total > 0 && (
        <Meter label={words} value={done / total} className="max-w-[240px] min-w-16 flex-1" />
      )}
      <span className="text-12 whitespace-nowrap text-text-2 tabular-nums">{words}</span>
    </div>
  )
}
