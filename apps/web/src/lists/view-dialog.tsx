import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../account.ts'
import { useDraftName } from '../components/draft.ts'
import { FormDialog } from '../components/form-dialog.tsx'
import { useKeptFields } from '../components/kept-fields.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import type { SavedView, Shown, ViewKind } from './saved-views.ts'

export interface ViewDialogProps {
  kind: ViewKind
  shown: Shown
  /** The one whose name is changed; null for a new one. */
  view: SavedView | null
  onSaved: (view: SavedView) => void
  onClose: () => void
}

const NAME_MAX = 60

function useSaving({ kind: { list }, shown, view, onSaved, onClose }: ViewDialogProps) {
  const { trpc, queryClient } = useHub()
  const [idempotencyKey] = useState(newKey)
  const onSuccess = (saved: SavedView) => {
    void queryClient.invalidateQueries(trpc.views.pathFilter())
    showToast(`Saved as “${saved.name}”${saved.isShared ? ', for everybody' : ''}.`)
    onSaved(saved)
    onClose()
  }
  const create = useMutation(trpc.views.create.mutationOptions({ onSuccess }))
  const update = useMutation(trpc.views.update.mutationOptions({ onSuccess }))
  const error = create.error ?? update.error
  return {
    isPending: create.isPending || update.isPending,
    refusal: error ? toFailure(error).message : undefined,
    save(called: { name: string; isShared: boolean }) {
      if (view) update.mutate({ ...called, id: view.id, version: view.version, idempotencyKey })
      else create.mutate({ ...called, list, shown, idempotencyKey })
    },
  }
}

/** What a view is to be called, and whether everybody sees it. */
export function ViewDialog(props: ViewDialogProps) {
  const { kind, view, onClose } = props
  const draft = useDraftName(`view.${kind.list}.${view?.id ?? 'new'}`)
  const { values, set, onDiscard, forget } = useKeptFields(draft, {
    name: view?.name ?? '',
    isShared: view?.isShared ?? false,
  })
  const [isMissing, setMissing] = useState(false)
  const { isPending, refusal, save } = useSaving({
    ...props,
    onSaved: (saved) => {
      forget()
      props.onSaved(saved)
    },
  })
  const name = values.name.trim()
  return (
    <FormDialog
      title={view ? `View “${view.name}”` : 'Save as a view'}
      description={`${kind.about} What fits is looked up anew each time.`}
      submitLabel="Save view"
      pendingLabel="Saving"
      pending={isPending}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={() => {
        setMissing(name === '')
        if (name !== '') save({ name, isShared: values.isShared })
      }}
    >
      <Field label="Name" error={isMissing ? 'Give it a name, such as “Late and mine”.' : refusal}>
        <Input
          autoFocus
          autoComplete="off"
          maxLength={NAME_MAX}
          value={values.name}
          onChange={({ target }) => {
            set({ name: target.value })
            setMissing(false)
          }}
        />
      </Field>
      <Sharing
        kind={kind}
        view={view}
        isShared={values.isShared}
        onChange={(isShared) => set({ isShared })}
      />
    </FormDialog>
  )
}

interface SharingProps {
  kind: ViewKind
  view: SavedView | null
  isShared: boolean
  onChange: (isShared: boolean) => void
}

function Sharing({ kind, view, isShared, onChange }: SharingProps) {
  const canShare = useCan(kind.sharing)
  const isAnothers = view !== null && view.isShared && !view.isMine
  return (
    <Checkbox
      label="Everybody sees it"
      hint={
        canShare
          ? 'All who see this list. Whoever may save for everybody may change it, too.'
          : 'You may save views of this list for yourself alone.'
      }
      checked={isShared}
      disabled={!canShare || isAnothers}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}
