import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Button } from '@hub/ui/button'
import { Drawer, Properties, Property } from '@hub/ui/drawer'
import { IconButton } from '@hub/ui/icon-button'
import { Note } from '@hub/ui/note'
import { Skeleton } from '@hub/ui/skeleton'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { kindWords } from './columns.ts'
import type { ObjectType } from './foundry-types.ts'
import { TypeDialog } from './type-dialog.tsx'

interface TypeDrawerProps {
  id: string | undefined
  onClose: () => void
}

/** One type: its properties, its links, and what it is made from. */
export function TypeDrawer({ id, onClose }: TypeDrawerProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const canManage = useCan('foundry.data.manage')
  const type = useQuery(
    trpc.modules.foundry.types.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={type.data?.plural ?? 'Type'}
      footer={
        type.data && (
          <>
            {canManage && <ArchiveButton type={type.data} />}
            {canManage && <ChangeButton type={type.data} />}
            <Button
              variant="primary"
              className="ml-auto"
              render={<Link to="/o/$org/foundry" params={{ org: slug }} search={{ type: type.data.id }} />}
            >
              Explore
            </Button>
          </>
        )
      }
    >
      {id !== undefined && (
        <Loaded query={type} failed="The type could not be loaded" skeleton={<Skeleton className="h-60" />}>
          {(whole) => <About type={whole} />}
        </Loaded>
      )}
    </Drawer>
  )
}

function About({ type }: { type: ObjectType }) {
  const { slug } = useOrganization()
  return (
    <div className="flex flex-col gap-5">
      {type.fillingJobId !== null && (
        <Note tone="info" title="Its objects are being made">
          Lists and sums are whole when that is done.
        </Note>
      )}
      {type.archivedAt !== null && <Note tone="warning" title="Archived" />}
      <section>
        <h3 className="mb-2 text-13 font-semibold">Properties</h3>
        <Properties>
          {type.properties.map(({ name, title, kind, isFiltered }) => (
            <Property key={name} name={title}>
              {kindWords[kind]}
              {name === type.titleProperty && <span className="text-text-3">calls it</span>}
              {!isFiltered && <span className="text-text-3">shown only</span>}
            </Property>
          ))}
        </Properties>
      </section>
      <Links type={type} />
      <section>
        <h3 className="mb-2 text-13 font-semibold">Made from</h3>
        <ul className="flex flex-col gap-1">
          {type.sources.map(({ datasetId, title }) => (
            <li key={datasetId}>
              <Link to="/o/$org/foundry/sources" params={{ org: slug }} search={{ dataset: datasetId }}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Links({ type }: { type: ObjectType }) {
  const { trpc, queryClient } = useHub()
  const canManage = useCan('foundry.data.manage')
  const remove = useMutation(
    trpc.modules.foundry.links.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
        showToast('The link is removed.')
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <section>
      <h3 className="mb-2 text-13 font-semibold">Links</h3>
      {type.links.length === 0 && <p className="text-text-2">None yet.</p>}
      <ul className="flex flex-col gap-1">
        {type.links.map(({ id, name, title, property, isOne }) => (
          <li key={`${id} ${name}`} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 wrap-anywhere">
              {title}
              <span className="ml-2 text-13 text-text-3">
                {isOne ? `one, by ${titleOf(type, property)}` : 'many'}
              </span>
            </span>
            {canManage && (
              <IconButton
                size="sm"
                label={`Remove the link ${title}`}
                onClick={() => remove.mutate({ id, idempotencyKey: newKey() })}
              >
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const titleOf = ({ properties }: ObjectType, property: string | null): string =>
  inSentence(properties.find(({ name }) => name === property)?.title ?? 'its key')

function ChangeButton({ type }: { type: ObjectType }) {
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <Button variant="ghost" onClick={() => setChanging(true)}>
        Change
      </Button>
      {isChanging && <TypeDialog type={type} onClose={() => setChanging(false)} />}
    </>
  )
}

function ArchiveButton({ type: { id, plural, archivedAt } }: { type: ObjectType }) {
  const { trpc, queryClient } = useHub()
  const { types } = trpc.modules.foundry
  const done = (words: string) => {
    void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
    showToast(words)
  }
  const onError = (error: unknown) => showErrorToast(toFailure(error).message)
  const archive = useMutation(
    types.archive.mutationOptions({ onSuccess: () => done(`Archived ${plural}.`), onError }),
  )
  const restore = useMutation(
    types.restore.mutationOptions({ onSuccess: () => done(`Restored ${plural}.`), onError }),
  )
  const act = archivedAt === null ? archive : restore
  return (
    <Button
      variant="ghost"
      pending={act.isPending}
      onClick={() => act.mutate({ id, idempotencyKey: newKey() })}
    >
      {archivedAt === null ? 'Archive' : 'Restore'}
    </Button>
  )
}
