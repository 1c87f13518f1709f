import { Field } from '@hub/ui/field'
import { useState } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { useDayHint } from './closed-day.tsx'
import { useGridAct } from './use-grid-act.ts'

export interface DayDialogProps {
  title: string
  description: string
  submitLabel: string
  pendingLabel: string
  /** What the day is of. */
  label: string
  /** The first day that can be chosen. */
  from: string
  /** Sends it; what it throws is shown. */
  act: (on: string, idempotencyKey: string) => Promise<void>
  onClose: () => void
}

const latest = (one: string, other: string): string => (one > other ? one : other)

/** Asks once more, and for the day on which something is taken back. */
export function DayDialog({ title, description, label, from, act, onClose, ...labels }: DayDialogProps) {
  const { timeZone } = useOrganization()
  const [on, setOn] = useState<string | null>(() => latest(todayIn(timeZone), from))
  const { problems, setProblems, isPending, run } = useGridAct()
  const submit = async () => {
    if (on === null) return setProblems({ fields: { on: 'Choose a day.' }, lines: {} })
    await run({ list: '', lines: [], fields: ['on'], columns: {} }, async (idempotencyKey) => {
      await act(on, idempotencyKey)
      onClose()
    })
  }
  return (
    <FormDialog
      title={title}
      description={description}
      {...labels}
      cancelLabel="Keep it"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Field label={label} hint={useDayHint(on)} error={problems.fields['on']}>
        <DayInput value={on} onValueChange={setOn} min={from} />
      </Field>
    </FormDialog>
  )
}
