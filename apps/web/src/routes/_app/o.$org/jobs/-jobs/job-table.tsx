import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { JobActs } from './job-acts.tsx'
import { JobProgress, JobState } from './job-state.tsx'
import { madeWords } from '../../../../../components/job-words.ts'
import type { Job } from '../../../../../components/job-states.ts'

export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  return (
    <Table label="Jobs">
      <TableHead>
        <Th>Job</Th>
        <Th>State</Th>
        <Th numeric>Asked for</Th>
        <Th numeric>
          <span className="sr-only">What to do</span>
        </Th>
      </TableHead>
      <TableBody>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </TableBody>
    </Table>
  )
}

function JobRow({ job }: { job: Job }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <Link
          to="/o/$org/jobs/$job"
          params={{ org: slug, job: job.id }}
          className="font-medium text-text max-tablet:line-clamp-2 max-tablet:wrap-anywhere tablet:block tablet:truncate"
        >
          {job.title}
        </Link>
        <Detail job={job} />
      </Td>
      <Td phone="end">
        <JobState job={job} />
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        <Time value={job.createdAt} format="smart" timeZone={timeZone} />
      </Td>
      <Td numeric className="max-tablet:col-start-1! max-tablet:row-start-2! max-tablet:text-left">
        <span className="flex flex-wrap items-center gap-1 tablet:flex-nowrap tablet:justify-end max-tablet:pt-1 empty:hidden">
          <JobActs job={job} />
        </span>
      </Td>
    </TableRow>
  )
}

/** How far it is, why it was given up, and who asked where it was not oneself. */
function Detail({ job }: { job: Job }) {
  const { status, error, isMine, askedByName, note, attempts, dueAt } = job
  const timeZone = useTimeZone()
  const made = madeWords(job)
  const isAgain = status === 'queued' && attempts > 0
  return (
    <>
      <JobProgress job={job} />
      <div className="text-12 text-text-2 tabular-nums wrap-anywhere empty:hidden">
        {status === 'dead' && error !== null && <span className="text-danger-text">{error.message} </span>}
        {isAgain && (
          <>
            It did not work yet; the next try is at{' '}
            <Time value={dueAt} format="time" timeZone={timeZone} plain />.{' '}
          </>
        )}
        {status === 'done' && made !== undefined && made}
        {status === 'running' && note !== null && `${note}. `}
        {!isMine && `Asked for by ${askedByName}.`}
      </div>
    </>
  )
}
