import { Button } from '@hub/ui/button'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, ChevronDown, Pencil, Save, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { View } from './foundry-types.ts'
import { everyPartOf, isAsSaved, shownIn } from './views.ts'
import type { ViewsMenuProps } from './views.ts'

const ViewDialog = lazyPart(async () => (await import('./view-dialog.tsx')).ViewDialog)

const MOST = 100

/** What changes a view that is open: its new contents, or that it goes. */
function useViewActs({ type, search, shown, onSearch }: ViewsMenuProps) {
  const { trpc, queryClient } = useHub()
  const { views } = trpc.modules.foundry
  const said = (words: string, undo?: () => void) => {
    void queryClient.invalidateQueries(views.pathFilter())
    showToast(words, undo && { undo })
  }
  const onError = (error: Parameters<typeof toFailure>[0]) => showErrorToast(toFailure(error).message)
  const update = useMutation(
    views.update.mutationOptions({ onError, onSuccess: ({ name }) => said(`“${name}” is as shown here.`) }),
  )
  const restore = useMutation(
    views.create.mutationOptions({ onError, onSuccess: ({ name }) => said(`“${name}” is back.`) }),
  )
  const remove = useMutation(views.remove.mutationOptions({ onError }))
  return {
    save({ id, version }: View) {
      const whole = shownIn(type.id, search, shown)
      update.mutate({ ...whole, id, version, idempotencyKey: newKey() })
      onSearch({ cols: shown.join(',') })
    },
    remove(view: View) {
      const { typeId, name, isShared, search: words, where, linked, by, descending, columns } = view
      const before = {
        typeId,
        name,
        isShared,
        where,
        linked,
        descending,
        ...(words !== null && { search: words }),
        ...(by !== null && { by }),
        ...(columns !== null && { columns }),
      }
      const again = () => restore.mutate({ ...before, idempotencyKey: newKey() })
      const onSuccess = () => {
        onSearch({ view: undefined })
        said(`Removed the view “${name}”.`, again)
      }
      remove.mutate({ id: view.id, idempotencyKey: newKey() }, { onSuccess })
    },
  }
}

/** Names for what is looked at again and again: choose one, save what is shown, change or remove one. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { type, search, onSearch } = props
  const { trpc } = useHub()
  const [editing, setEditing] = useState<View | 'new' | null>(null)
  const { data } = useQuery(trpc.modules.foundry.views.list.queryOptions({ typeId: type.id, limit: MOST }))
  const views = data?.items ?? []
  const current = views.find(({ id }) => id === search.view)
  const isChanged = current !== undefined && !isAsSaved(current, search)
  const choose = (id: string) => {
    const chosen = views.find((view) => view.id === id)
    if (chosen) onSearch(everyPartOf(chosen))
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="sm" variant="ghost">
            <Bookmark aria-hidden="true" />
            <span className="max-w-[200px] truncate">{current ? current.name : 'Views'}</span>
            {isChanged && <span className="text-text-2">changed</span>}
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {views.length === 0 && <MenuHeading>No views saved yet</MenuHeading>}
        <Choices
          title="Yours"
          views={views.filter((view) => !view.isShared)}
          search={search}
          onChoose={choose}
        />
        <Choices
          title="For everybody"
          views={views.filter((view) => view.isShared)}
          search={search}
          onChoose={choose}
        />
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus aria-hidden="true" />} onClick={() => setEditing('new')}>
          Save as a view
        </MenuItem>
        {current && (
          <CurrentActs {...props} view={current} isChanged={isChanged} onEdit={() => setEditing(current)} />
        )}
      </Menu>
      {editing !== null && (
        <Suspense>
          <ViewDialog {...props} view={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
        </Suspense>
      )}
    </>
  )
}

interface ChoicesProps {
  title: string
  views: readonly View[]
  search: ViewsMenuProps['search']
  onChoose: (id: string) => void
}

function Choices({ title, views, search, onChoose }: ChoicesProps) {
  if (views.length === 0) return null
  return (
    <>
      <MenuHeading>{title}</MenuHeading>
      <MenuChoice
        label={title}
        options={views.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.view ?? ''}
        onValueChange={onChoose}
      />
    </>
  )
}

interface CurrentActsProps extends ViewsMenuProps {
  view: View
  isChanged: boolean
  onEdit: () => void
}

function CurrentActs({ view, isChanged, onEdit, ...props }: CurrentActsProps) {
  const acts = useViewActs(props)
  const canShare = useCan('foundry.data.write')
  if (view.isShared && !canShare) return null
  return (
    <>
      {isChanged && (
        <MenuItem icon={<Save aria-hidden="true" />} onClick={() => acts.save(view)}>
          Save changes to “{view.name}”
        </MenuItem>
      )}
      <MenuItem icon={<Pencil aria-hidden="true" />} onClick={onEdit}>
        Name and who sees it
      </MenuItem>
      <MenuItem icon={<Trash2 aria-hidden="true" />} onClick={() => acts.remove(view)}>
        Remove “{view.name}”
      </MenuItem>
    </>
  )
}
