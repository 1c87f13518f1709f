import { Button } from '@hub/ui/button'
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { showToast } from '@hub/ui/toast'
import { Bookmark, BookmarkPlus, ChevronDown, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { isSameView, useSavedViews, viewOf, withView } from './saved-views.ts'
import type { SavedView, ViewKind } from './saved-views.ts'

const SaveViewDialog = lazyPart(async () => (await import('./save-view-dialog.tsx')).SaveViewDialog)

export interface SavedViewsMenuProps<Search extends object> {
  kind: ViewKind<Search>
  search: Search
  onChoose: (search: Search) => void
}

/** Names for sets of filters: choose one, save what is shown, or take the name of it away. */
export function SavedViewsMenu<Search extends object>({
  kind,
  search,
  onChoose,
}: SavedViewsMenuProps<Search>) {
  const [views, setViews] = useSavedViews(kind)
  const [isSaving, setSaving] = useState(false)
  const current = views.find((view) => isSameView(kind, view.search, search))
  const save = (name: string) => {
    setViews(withView(views, { name, search: viewOf(kind, search) }))
    setSaving(false)
    showToast(`Saved as “${name}”, in this browser.`)
  }
  const remove = (view: SavedView<Search>) => {
    setViews(views.filter((one) => one !== view))
    showToast(`Removed the view “${view.name}”.`, { undo: () => setViews(withView(views, view)) })
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="sm" variant="ghost">
            <Bookmark aria-hidden="true" />
            {current?.name ?? 'Saved views'}
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {views.length === 0 && <MenuHeading>No views saved yet</MenuHeading>}
        <MenuChoice
          label="Saved views"
          options={views.map(({ name }) => ({ value: name, label: name }))}
          value={current?.name ?? ''}
          onValueChange={(name) => {
            const chosen = views.find((view) => view.name === name)
            if (chosen) onChoose(chosen.search)
          }}
        />
        <MenuSeparator />
        {current ? (
          <MenuItem icon={<Trash2 aria-hidden="true" />} onClick={() => remove(current)}>
            Remove “{current.name}”
          </MenuItem>
        ) : (
          <MenuItem icon={<BookmarkPlus aria-hidden="true" />} onClick={() => setSaving(true)}>
            Save this view
          </MenuItem>
        )}
      </Menu>
      {isSaving && (
        <Suspense>
          <SaveViewDialog
            about={kind.about}
            taken={views.map(({ name }) => name)}
            onSave={save}
            onClose={() => setSaving(false)}
          />
        </Suspense>
      )}
    </>
  )
}
