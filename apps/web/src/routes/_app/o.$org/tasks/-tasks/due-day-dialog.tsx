import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { useState } from 'react'
import { FormDialog } from '../../../../../components/form-dialog.tsx'

export interface DueDayDialogProps {
  count: number
  /** A day as 2026-11-20. */
  onChoose: (day: string) => void
  onClose: () => void
}

/** Asks for the day that the chosen tasks are due. */
export function DueDayDialog({ count, onChoose, onClose }: DueDayDialogProps) {
  const [day, setDay] = useState('')
  const [isMissing, setMissing] = useState(false)
  return (
    <FormDialog
      title={count === 1 ? 'When is this task due?' : `When are these ${count} tasks due?`}
      submitLabel="Set the day"
      pendingLabel="Setting it"
      pending={false}
      onClose={onClose}
      onSubmit={() => {
        setMissing(day === '')
        if (day !== '') onChoose(day)
      }}
    >
      <Field label="Day" error={isMissing ? 'Choose a day.' : undefined}>
        <Input
          autoFocus
          type="date"
          value={day}
          onChange={({ target }) => {
            setDay(target.value)
            setMissing(false)
          }}
        />
      </Field>
    </FormDialog>
  )
}
