import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { filtersIn } from './foundry-search.ts'
import type { View } from './foundry-types.ts'
import type { ViewsMenuProps } from './views.ts'

interface ViewDialogProps extends ViewsMenuProps {
  /** The one whose name is changed; null for a new one. */
  view: View | null
  onClose: () => void
}

interface Called {
  name: string
  isShared: boolean
}

function useSaving({ type, search, shown, onSearch, view, onClose }: ViewDialogProps) {
  const { trpc, queryClient } = useHub()
  const { views } = trpc.modules.foundry
  const onSuccess = (saved: View) => {
    void queryClient.invalidateQueries(views.pathFilter())
    if (!view) onSearch({ view: saved.id, cols: shown.join(',') })
    showToast(`Saved as “${saved.name}”${saved.isShared ? ', for everybody' : ''}.`)
    onClose()
  }
  const create = useMutation(views.create.mutationOptions({ onSuccess }))
  const update = useMutation(views.update.mutationOptions({ onSuccess }))
  const error = create.error ?? update.error
  return {
    isPending: create.isPending || update.isPending,
    refusal: error ? toFailure(error).message : undefined,
    save({ name, isShared }: Called) {
      const called = { name: name.trim(), isShared, idempotencyKey: newKey() }
      if (view) update.mutate({ ...called, id: view.id, version: view.version })
      else {
        const { by, desc } = search
        const sorted = { descending: desc === true, ...(by !== undefined && { by }) }
        create.mutate({ ...filtersIn(type.id, search), ...sorted, ...called, columns: [...shown] })
      }
    },
  }
}

/** What a view is to be called, and whether everybody sees it. */
export function ViewDialog(props: ViewDialogProps) {
  const { type, view, onClose } = props
  const [called, setCalled] = useState<Called>({ name: '', isShared: false, ...view })
  const [isMissing, setMissing] = useState(false)
  const { isPending, refusal, save } = useSaving(props)
  return (
    <FormDialog
      title={view ? `View “${view.name}”` : 'Save as a view'}
      description={`Which ${inSentence(type.plural)} are shown, in which order and by which columns. What fits is looked up anew each time.`}
      submitLabel="Save view"
      pendingLabel="Saving"
      pending={isPending}
      onClose={onClose}
      onSubmit={() => {
        setMissing(called.name.trim() === '')
        if (called.name.trim() !== '') save(called)
      }}
    >
      <Field label="Name" error={isMissing ? 'Give it a name, such as “Late payers”.' : refusal}>
        <Input
          autoFocus
          autoComplete="off"
          maxLength={60}
          value={called.name}
          onChange={({ target }) => {
            setCalled({ ...called, name: target.value })
            setMissing(false)
          }}
        />
      </Field>
      <Sharing
        view={view}
        isShared={called.isShared}
        onChange={(isShared) => setCalled({ ...called, isShared })}
      />
    </FormDialog>
  )
}

interface SharingProps {
  view: View | null
  isShared: boolean
  onChange: (isShared: boolean) => void
}

function Sharing({ view, isShared, onChange }: SharingProps) {
  const canShare = useCan('foundry.data.write')
  const isAnothers = view !== null && view.isShared && !view.isMine
  return (
    <Checkbox
      label="Everybody sees it"
      hint={
        canShare
          ? 'Whoever may correct the data may change it, too.'
          : 'This takes the right to correct the data.'
      }
      checked={isShared}
      disabled={!canShare || isAnothers}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}
