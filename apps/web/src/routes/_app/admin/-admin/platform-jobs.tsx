import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { progressWords, stateOf, toneOf } from '../../../../components/job-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

type PlatformJob = inferRouterOutputs<AppRouter>['admin']['jobs']['list']['items'][number]
type Act = inferRouterInputs<AppRouter>['admin']['jobs']['act']['act']

const labels: Record<Act, string> = { cancel: 'Cancel', retry: 'Try again', discard: 'Put aside' }
const told: Record<Act, string> = {
  cancel: 'It is canceled, or stops in a moment.',
  retry: 'It waits to be tried again.',
  discard: 'Put aside.',
}

const actsOf = ({ status }: PlatformJob): Act[] => {
  if (status === 'dead') return ['retry', 'discard']
  return status === 'queued' || status === 'running' ? ['cancel'] : []
}

/** What stands where a job is of no organization. */
const theHub = 'This hub'

/** Jobs of all organizations, and of the hub itself. */
export function PlatformJobs({ jobs }: { jobs: readonly PlatformJob[] }) {
  return (
    <Table label="Jobs">
      <TableHead>
        <Th>Job</Th>
        <Th>State</Th>
        <Th numeric className="max-desk:hidden">
          Tries
        </Th>
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

function JobRow({ job }: { job: PlatformJob }) {
  const { title, orgId, orgName, status, attempts, error, createdAt } = job
  const timeZone = useOwnTimeZone()
  const progress = status === 'running' ? progressWords(job) : undefined
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <span className="block font-medium wrap-anywhere">{title}</span>
        <span className="block text-13 text-text-2 wrap-anywhere">
          {orgId === null ? (
            theHub
          ) : (
            <Link to="/admin/organizations/$organization" params={{ organization: orgId }}>
              {orgName}
            </Link>
          )}
          {progress !== undefined && `, ${progress}`}
        </span>
        {status === 'dead' && error !== null && (
          <span className="block text-13 text-danger-text wrap-anywhere">{error.message}</span>
        )}
      </Td>
      <Td phone="end">
        <Status tone={toneOf(job)}>{stateOf(job)}</Status>
      </Td>
      <Td numeric phone="hidden" className="max-desk:hidden">
        {attempts}
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        <Time value={createdAt} format="smart" timeZone={timeZone} />
      </Td>
      <Td numeric className="max-tablet:col-start-1! max-tablet:row-start-2! max-tablet:text-left">
        <Acts job={job} />
      </Td>
    </TableRow>
  )
}

function Acts({ job }: { job: PlatformJob }) {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const change = useMutation(
    admin.jobs.act.mutationOptions({
      onSuccess: (_done, { act }) => showToast(told[act]),
      onError: (error) => showErrorToast(toFailure(error).message),
      // Also after a refusal: it has ended meanwhile.
      onSettled: () => queryClient.invalidateQueries(admin.jobs.pathFilter()),
    }),
  )
  return (
    <span className="flex flex-wrap items-center gap-1 tablet:flex-nowrap tablet:justify-end max-tablet:pt-1 empty:hidden">
      {actsOf(job).map((act, index) => (
        <Button
          key={act}
          size="sm"
          variant={index === 0 ? 'secondary' : 'ghost'}
          pending={change.isPending && change.variables.act === act}
          aria-label={`${labels[act]}: ${job.title}, ${job.orgName ?? theHub}`}
          onClick={() => {
            if (!change.isPending) change.mutate({ id: job.id, act, idempotencyKey: newKey() })
          }}
        >
          {labels[act]}
        </Button>
      ))}
    </span>
  )
}
