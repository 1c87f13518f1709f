import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useState } from 'react'
import { useDraftName } from '../components/draft.ts'
import { FormDialog } from '../components/form-dialog.tsx'
import { useKeptFields } from '../components/kept-fields.ts'
import { NAME_MAX } from './saved-views.ts'

export interface SaveViewDialogProps {
  /** What a view holds, in a sentence. */
  about: string
  /** Names that mean another view so far. */
  taken: readonly string[]
  onSave: (name: string) => void
  onClose: () => void
}

/** Asks what the filters on screen are to be called. */
export function SaveViewDialog({ about, taken, onSave, onClose }: SaveViewDialogProps) {
  const { values, set, onDiscard, forget } = useKeptFields(useDraftName('view.new'), { name: '' })
  const { name } = values
  const [isMissing, setMissing] = useState(false)
  const isTaken = taken.includes(name.trim())
  return (
    <FormDialog
      title="Save this view"
      description={`${about} Only you see it, in this browser.`}
      submitLabel={isTaken ? 'Replace it' : 'Save view'}
      pendingLabel="Saving"
      pending={false}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={() => {
        setMissing(name.trim() === '')
        if (name.trim() === '') return
        forget()
        onSave(name.trim())
      }}
    >
      <Field
        label="Name"
        error={isMissing ? 'Give it a name, such as “Late and mine”.' : undefined}
        hint={isTaken ? 'There is a view with this name already; it will be replaced.' : undefined}
      >
        <Input
          autoFocus
          autoComplete="off"
          maxLength={NAME_MAX}
          value={name}
          onChange={({ target }) => {
            set({ name: target.value })
            setMissing(false)
          }}
        />
      </Field>
    </FormDialog>
  )
}
