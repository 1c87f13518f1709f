import { Field } from '@hub/ui/field'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import type { JournalEntry } from './entry-table.tsx'
import { useDayHint } from './closed-day.tsx'
import { useGridAct } from './use-grid-act.ts'

export interface ReverseDialogProps {
  entry: Pick<JournalEntry, 'id' | 'number' | 'date'>
  onClose: () => void
  onReversed: (id: string) => void
}

/** Asks once more, and for the day: what is posted never changes, so a second entry takes it back. */
export function ReverseDialog({ entry, onClose, onReversed }: ReverseDialogProps) {
  const hub = useHub()
  const { timeZone } = useOrganization()
  const [date, setDate] = useState<string | null>(() => latest(todayIn(timeZone), entry.date))
  const { problems, setProblems, isPending, run } = useGridAct()
  const reverse = async () => {
    if (date === null) return setProblems({ fields: { date: 'Choose a day.' }, lines: {} })
    await run({ list: '', lines: [], fields: ['date'], columns: {} }, async (idempotencyKey) => {
      const { journals } = hub.client.modules.accounting
      const made = await journals.reverse.mutate({ id: entry.id, date, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`${entry.number} was reversed by ${made.number}.`)
      onClose()
      onReversed(made.id)
    })
  }
  return (
    <FormDialog
      title={`Reverse ${entry.number}?`}
      description="A second entry with the sides changed takes it back. Both stay in the books."
      submitLabel="Reverse"
      pendingLabel="Reversing"
      cancelLabel="Keep it"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void reverse()}
      onClose={onClose}
    >
      <Field label="Day of the second entry" hint={useDayHint(date)} error={problems.fields['date']}>
        <DayInput value={date} onValueChange={setDate} min={entry.date} />
      </Field>
    </FormDialog>
  )
}

const latest = (one: string, other: string): string => (one > other ? one : other)
