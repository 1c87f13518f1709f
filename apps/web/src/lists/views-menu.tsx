import { Button } from '@hub/ui/button'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { Bookmark, BookmarkPlus, ChevronDown, Pencil, Save, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan } from '../account.ts'
import { lazyPart } from '../lazy-part.ts'
import type { SavedView, ViewKind } from './saved-views.ts'
import { useViews } from './use-views.ts'

const ViewDialog = lazyPart(async () => (await import('./view-dialog.tsx')).ViewDialog)

/** Names for what a list shows: choose one, save what is shown, change or remove one. */
export function ViewsMenu({ kind }: { kind: ViewKind }) {
  const acts = useViews(kind)
  const { views, current, isChanged, shown, open } = acts
  const [editing, setEditing] = useState<SavedView | 'new' | null>(null)
  const choices = { views, current, onChoose: open }
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
        <Choices title="Yours" isShared={false} {...choices} />
        <Choices title="For everybody" isShared {...choices} />
        <MenuSeparator />
        <MenuItem icon={<BookmarkPlus aria-hidden="true" />} onClick={() => setEditing('new')}>
          Save as a view
        </MenuItem>
        {current && <CurrentActs kind={kind} view={current} acts={acts} onEdit={() => setEditing(current)} />}
      </Menu>
      {editing !== null && (
        <Suspense>
          <ViewDialog
            kind={kind}
            shown={shown}
            view={editing === 'new' ? null : editing}
            onSaved={(saved) => editing === 'new' && open(saved)}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </>
  )
}

interface ChoicesProps {
  title: string
  isShared: boolean
  views: readonly SavedView[]
  current: SavedView | null
  onChoose: (view: SavedView) => void
}

function Choices({ title, isShared, views, current, onChoose }: ChoicesProps) {
  const options = views.filter((view) => view.isShared === isShared)
  if (options.length === 0) return null
  return (
    <>
      <MenuHeading>{title}</MenuHeading>
      <MenuChoice
        label={title}
        options={options.map(({ id, name }) => ({ value: id, label: name }))}
        value={current?.id ?? ''}
        onValueChange={(id) => {
          const chosen = options.find((view) => view.id === id)
          if (chosen) onChoose(chosen)
        }}
      />
    </>
  )
}

interface CurrentActsProps {
  kind: ViewKind
  view: SavedView
  acts: ReturnType<typeof useViews>
  onEdit: () => void
}

function CurrentActs({ kind, view, acts, onEdit }: CurrentActsProps) {
  const canShare = useCan(kind.sharing)
  if (view.isShared && !canShare) return null
  return (
    <>
      {acts.isChanged && (
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
