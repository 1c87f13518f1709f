import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Empty } from '@hub/ui/empty'
import { Skeleton, SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { paging } from '../../../../../paging.ts'
import { useTRPC } from '../../../../../trpc.ts'
import { differences } from './flow-diff.ts'
import { useFlowActs } from './flow-acts.ts'
import { stepLine } from './step-line.ts'
import { inReadingOrder } from './flow-tree.ts'

/** What was published, newest first, each with what changed. */
export function VersionsPanel() {
  const { workflow } = useFlowActs()
  const versions = useInfiniteQuery(
    useTRPC().workflows.versions.list.infiniteQueryOptions({ id: workflow.id, limit: 20 }, paging),
  )
  const [open, setOpen] = useState<number | null>(null)
  const timeZone = useTimeZone()
  return (
    <>
      <Loaded query={versions} failed="The versions could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return <Empty title="Nothing published yet">Each time you publish, a version stands here.</Empty>
          return (
            <ul aria-label="Versions" className="divide-y divide-line py-2">
              {items.map(({ number, note, publishedByName, publishedAt, isPublished }) => (
                <li key={number} className="px-5 py-2.5">
                  <div className="flex items-center gap-2">
                    <button
                      type="button"
                      aria-expanded={open === number}
                      onClick={() => setOpen(open === number ? null : number)}
                      className="cursor-pointer rounded-xs font-medium hover:underline"
                    >
                      Version {number}
                    </button>
                    {isPublished && <Status tone="success">In force</Status>}
                    <Time
                      value={publishedAt}
                      format="smart"
                      timeZone={timeZone}
                      className="ml-auto flex-none text-12 text-text-3"
                    />
                  </div>
                  <p className="text-12 text-text-2 wrap-anywhere">
                    {note === '' ? `Published by ${publishedByName}.` : `${note} (${publishedByName})`}
                  </p>
                  {open === number && <OneVersion number={number} />}
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      <LoadMore query={versions} />
    </>
  )
}

function OneVersion({ number }: { number: number }) {
  const { workflow } = useFlowActs()
  const trpc = useTRPC()
  const read = (one: number) => trpc.workflows.versions.get.queryOptions({ id: workflow.id, number: one })
  const version = useQuery(read(number))
  const before = useQuery({ ...read(number - 1), enabled: number > 1 })
  const isReady = number === 1 || before.data !== undefined
  return (
    <Loaded query={version} failed="The version could not be loaded" skeleton={<Skeleton className="h-16" />}>
      {({ definition }) => (
        <div className="mt-2 flex flex-col gap-2 text-13">
          {number > 1 && isReady && (
            <>
              <h3 className="font-semibold">Against version {number - 1}</h3>
              <ul className="list-disc pl-4 text-text-2">
                {before.data && linesOf(differences(before.data.definition, definition))}
              </ul>
            </>
          )}
          <h3 className="font-semibold">Its steps</h3>
          <ol className="list-decimal pl-5 text-text-2">
            {inReadingOrder(definition).map((step) => (
              <li key={step.id} className="wrap-anywhere">
                {step.title}: {stepLine(step, definition)}
              </li>
            ))}
          </ol>
          <Restore number={number} />
        </div>
      )}
    </Loaded>
  )
}

const linesOf = (lines: readonly string[]) =>
  (lines.length === 0 ? ['Nothing changed.'] : lines).map((line) => <li key={line}>{line}</li>)

/** Makes it the draft; asks first where that would write over changes. */
function Restore({ number }: { number: number }) {
  const { workflow, canWrite } = useFlowActs()
  const { client, queryClient, trpc } = useHub()
  const [isAsked, setAsked] = useState(false)
  const restore = useMutation({
    mutationFn: () =>
      client.workflows.versions.restore.mutate({ id: workflow.id, number, idempotencyKey: newKey() }),
    onSuccess: (restored) => {
      queryClient.setQueryData(trpc.workflows.get.queryKey({ id: workflow.id }), restored)
      showToast(`The draft is version ${number} again. Publish it when you are ready.`)
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => setAsked(false),
  })
  if (!canWrite) return null
  return (
    <>
      <Button
        size="sm"
        className="self-start"
        pending={restore.isPending}
        onClick={() => (workflow.isChanged ? setAsked(true) : restore.mutate())}
      >
        Go back to this version
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={`Go back to version ${number}?`}
        consequence="The draft has changes that were not published. They are lost."
        confirmLabel="Go back"
        pending={restore.isPending}
        onConfirm={() => restore.mutate()}
      />
    </>
  )
}
