import { Field } from '@hub/ui/field'
import { useState } from 'react'
import { DayInput } from '../../../../../components/day-input.tsx'
import { FormDialog } from '../../../../../components/form-dialog.tsx'

export interface DueDayDialogProps {
  count: number
  /** A day as 2026-11-20. */
  onChoose: (day: string) => void
  onClose: () => void
}

/** Asks for the day that the chosen tasks are due. */
export function DueDayDialog({ count, onChoose, onClose }: DueDayDialogProps) {
  const [day, setDay] = useState<string | null>(null)
  const [isMissing, setMissing] = useState(false)
  return (
    <FormDialog
      title={count === 1 ? 'When is this task due?' : `When are these ${count} tasks due?`}
      submitLabel="Set the day"
      pendingLabel="Setting it"
      pending={false}
      onClose={onClose}
      onSubmit={() => {
        setMissing(day === null)
        if (day !== null) onChoose(day)
      }}
    >
      <Field label="Day" error={isMissing ? 'Choose a day.' : undefined}>
        <DayInput
          autoFocus
          value={day}
          onValueChange={(next) => {
            setDay(next)
            setMissing(false)
          }}
        />
      </Field>
    </FormDialog>
  )
}
