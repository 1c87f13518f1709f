import { useIsLive } from '../../../../../live.ts'
import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCan } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import type { Run } from './flow.ts'
import { useFlowActs } from './flow-acts.ts'
import { RunLink } from './run-link.tsx'
import { RunState } from './run-state.tsx'
import { askAgainIn, startedWords, whyItWaits } from './run-words.ts'

export const runsOf = (workflowId: string) => ({ workflowId, limit: 20 })

/** What it did and does, newest first. */
export function RunsPanel({ onStart }: { onStart: () => void }) {
  const { workflow } = useFlowActs()
  const canRun = useCan('workflow.run')
  const isLive = useIsLive()
  const runs = useInfiniteQuery(
    useTRPC().workflows.runs.list.infiniteQueryOptions(runsOf(workflow.id), {
      ...paging,
      refetchInterval: ({ state }) =>
        !isLive &&
        Math.min(
          5_000,
          ...(state.data?.pages ?? []).flatMap(({ items }) => items.map((run) => askAgainIn(run) || 5_000)),
        ),
    }),
  )
  return (
    <>
      {canRun && workflow.published !== null && (
        <div className="px-5 pt-4">
          <Button size="sm" onClick={onStart}>
            Start it now
          </Button>
        </div>
      )}
      <Loaded query={runs} failed="The runs could not be loaded" skeleton={<SkeletonRows rows={5} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <Empty title="No runs yet">
                {workflow.published === null
                  ? 'Publish it, or try it with “Test run”.'
                  : 'It waits to be started.'}
              </Empty>
            )
          return (
            <ul aria-label="Runs" className="divide-y divide-line py-2">
              {items.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          )
        }}
      </Loaded>
      <LoadMore query={runs} />
    </>
  )
}

function RunRow({ run }: { run: Run }) {
  const timeZone = useTimeZone()
  const why = whyItWaits(run)
  return (
    <li className="px-5 py-2.5">
      <div className="flex items-center gap-2">
        <RunLink run={run}>Run {run.number}</RunLink>
        <RunState run={run} />
        <Time
          value={run.createdAt}
          format="smart"
          timeZone={timeZone}
          className="ml-auto flex-none text-12 text-text-3"
        />
      </div>
      <p className="text-12 text-text-2 wrap-anywhere">
        {run.status === 'failed' && run.error !== null ? run.error.message : (why ?? `${startedWords(run)}.`)}
      </p>
    </li>
  )
}
