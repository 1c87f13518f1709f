import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { Timeline, TimelineStep } from '@hub/ui/timeline'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { WholeDataset } from './foundry-types.ts'
import { Problems } from './problems.tsx'
import { Unread } from './unread.tsx'

const ImportDialog = lazyPart(async () => (await import('./import-dialog.tsx')).ImportDialog)

interface DatasetDrawerProps {
  id: string | undefined
  onClose: () => void
}

/** One source: what was read into it, what that became, and the way to bring in a newer file. */
export function DatasetDrawer({ id, onClose }: DatasetDrawerProps) {
  const { trpc } = useHub()
  const canManage = useCan('foundry.data.manage')
  const [isAdding, setAdding] = useState(false)
  const query = useQuery(
    trpc.modules.foundry.datasets.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={query.data?.title ?? 'Source'}
      footer={
        canManage && query.data?.isRemovable === true ? (
          <>
            <RemoveButton dataset={query.data} onRemoved={onClose} />
            {query.data.origin === 'file' && (
              <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
                Bring in a newer file
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {id !== undefined && (
        <Loaded
          query={query}
          failed="The source could not be loaded"
          skeleton={<Skeleton className="h-60" />}
        >
          {(dataset) => <About dataset={dataset} />}
        </Loaded>
      )}
      <Suspense>
        {isAdding && query.data && <ImportDialog dataset={query.data} onClose={() => setAdding(false)} />}
      </Suspense>
    </Drawer>
  )
}

function About({ dataset: { records, keyFields, types, history } }: { dataset: WholeDataset }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  return (
    <div className="flex flex-col gap-5">
      <Properties>
        <Property name="Records">{records.toLocaleString('en')}</Property>
        <Property name="Told by">{keyFields.length === 0 ? 'all they say' : keyFields.join(', ')}</Property>
        <Property name="Became">
          <span className="flex flex-wrap gap-x-2">
            {types.length === 0
              ? 'nothing yet'
              : types.map(({ id, plural }) => (
                  <Link key={id} to="/o/$org/foundry" params={{ org: slug }} search={{ type: id }}>
                    {plural}
                  </Link>
                ))}
          </span>
        </Property>
      </Properties>
      {history.length > 0 && (
        <section>
          <h3 className="mb-2 text-13 font-semibold">What was read in</h3>
          <Timeline label="What was read in">
            {history.map((load) => (
              <TimelineStep
                key={load.id}
                state={load.state}
                name={<span className="wrap-anywhere">{load.source}</span>}
                time={<Time value={load.createdAt} format="smart" timeZone={timeZone} />}
                detail={loadWords(load)}
              >
                <Problems {...load} />
                <Unread unread={load.unread} className="mt-3" />
              </TimelineStep>
            ))}
          </Timeline>
        </section>
      )}
    </div>
  )
}

/** "3 new, 1 changed of 12 rows". */
export function loadWords({
  state,
  read,
  created,
  changed,
  removed,
}: WholeDataset['history'][number]): string {
  if (state === 'running') return 'is being read'
  if (state === 'failed') return 'could not be read to its end'
  const parts = [
    created > 0 && `${created.toLocaleString('en')} new`,
    changed > 0 && `${changed.toLocaleString('en')} changed`,
    removed > 0 && `${removed.toLocaleString('en')} removed`,
  ].filter((part) => part !== false)
  return `${parts.length === 0 ? 'nothing new' : parts.join(', ')} of ${read.toLocaleString('en')} rows`
}

function RemoveButton({ dataset, onRemoved }: { dataset: WholeDataset; onRemoved: () => void }) {
  const { trpc, queryClient } = useHub()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation(
    trpc.modules.foundry.datasets.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
        showToast(`Removed ${dataset.title}.`)
        onRemoved()
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Remove ${dataset.title}?`}
        confirmLabel="Remove"
        danger
        pending={remove.isPending}
        consequence={`Its ${dataset.records.toLocaleString('en')} records go, with what was made of them and every correction of that. This cannot be undone.`}
        onConfirm={() => remove.mutate({ id: dataset.id, idempotencyKey: newKey() })}
      />
    </>
  )
}
