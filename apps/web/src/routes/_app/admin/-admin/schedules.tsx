import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

type Schedule = inferRouterOutputs<AppRouter>['admin']['jobs']['schedules']['schedules'][number]

const LOOK_MS = 5_000
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

const counted = (count: number, one: string): string =>
  count === 1 ? `every ${one}` : `every ${count} ${one}s`

/** Such as “every 10 minutes” or “daily at 06:30”. */
function rhythmOf({ everyMs, dailyAt }: Schedule): string {
  if (dailyAt !== null) return `daily at ${dailyAt}, where an organization is`
  if (everyMs >= HOUR_MS) return counted(Math.round(everyMs / HOUR_MS), 'hour')
  if (everyMs >= MINUTE_MS) return counted(Math.round(everyMs / MINUTE_MS), 'minute')
  return counted(Math.round(everyMs / SECOND_MS), 'second')
}

const lengthOf = (ms: number): string =>
  ms < SECOND_MS ? `${ms} ms` : `${Math.round(ms / SECOND_MS).toLocaleString('en-US')} s`

/** Work that is done by itself again and again, and how it went the last time. */
export function Schedules() {
  const found = useQuery(useTRPC().admin.jobs.schedules.queryOptions({}, { refetchInterval: LOOK_MS }))
  return (
    <Card
      title="Scheduled work"
      note="One process at a time does each of these."
      flush
      className="mt-(--gap)"
    >
      <Loaded query={found} failed="Scheduled work could not be loaded" skeleton={<SkeletonRows rows={6} />}>
        {({ schedules }) =>
          schedules.length === 0 ? (
            <Empty title="Nothing is scheduled yet">It stands here as soon as a server has begun.</Empty>
          ) : (
            <ScheduleTable schedules={schedules} />
          )
        }
      </Loaded>
    </Card>
  )
}

function ScheduleTable({ schedules }: { schedules: readonly Schedule[] }) {
  return (
    <Table label="Scheduled work">
      <TableHead>
        <Th>Work</Th>
        <Th>Last run</Th>
        <Th numeric className="max-desk:hidden">
          Ended
        </Th>
        <Th numeric>Next</Th>
        <Th numeric>
          <span className="sr-only">What to do</span>
        </Th>
      </TableHead>
      <TableBody>
        {schedules.map((schedule) => (
          <ScheduleRow key={schedule.name} schedule={schedule} />
        ))}
      </TableBody>
    </Table>
  )
}

function LastRun({ isRunning, failures, runs, durationMs }: Schedule) {
  if (isRunning) return <Status tone="info">Running</Status>
  if (failures > 0)
    return <Status tone="danger">{failures === 1 ? 'Failed' : `Failed ${failures} times`}</Status>
  if (runs === 0) return <Status tone="neutral">Not yet</Status>
  return <Status tone="success">{`Done in ${lengthOf(durationMs ?? 0)}`}</Status>
}

function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const { name, failures, lastError, endedAt, dueAt } = schedule
  const timeZone = useOwnTimeZone()
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <span className="block font-medium wrap-anywhere">{name}</span>
        <span className="block text-13 text-text-2 tabular-nums wrap-anywhere">{rhythmOf(schedule)}</span>
        {failures > 0 && lastError !== null && (
          <span className="block text-13 text-danger-text wrap-anywhere">{lastError}</span>
        )}
      </Td>
      <Td phone="end">
        <LastRun {...schedule} />
      </Td>
      <Td numeric phone="hidden" className="text-text-3 max-desk:hidden">
        {endedAt !== null && <Time value={endedAt} format="smart" timeZone={timeZone} />}
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        <Time value={dueAt} format="smart" timeZone={timeZone} />
      </Td>
      <Td numeric className="max-tablet:col-start-1! max-tablet:row-start-2! max-tablet:text-left">
        <RunNow name={name} />
      </Td>
    </TableRow>
  )
}

function RunNow({ name }: { name: string }) {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const run = useMutation(
    admin.jobs.runSchedule.mutationOptions({
      onSuccess: () => showToast('It runs now, or as soon as it has ended.'),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: () => queryClient.invalidateQueries(admin.jobs.schedules.pathFilter()),
    }),
  )
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={run.isPending}
      aria-label={`Run now: ${name}`}
      onClick={() => {
        if (!run.isPending) run.mutate({ name, idempotencyKey: newKey() })
      }}
    >
      Run now
    </Button>
  )
}
