import { Field } from '@hub/ui/field'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { addDays, longDay, todayIn } from '../../../../../components/day-words.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import type { Book } from './book-page.tsx'
import { bookParts } from './book-parts.ts'
import type { BookPart } from './book-parts.ts'
import { useGridAct } from './use-grid-act.ts'

export interface CloseDialogProps {
  part: BookPart
  closed: Book['closed']
  onClose: () => void
}

/** Asks up to which day a part of the books takes nothing more. */
export function CloseDialog({ part, closed, onClose }: CloseDialogProps) {
  const hub = useHub()
  const { timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const [until, setUntil] = useState<string | null>(closed[part] ?? endOfLastMonth(today))
  const { problems, setProblems, isPending, run } = useGridAct()
  const { name, hint } = bookParts[part]
  const isForGood = part === 'forGood'
  const close = async () => {
    if (until === null) return setProblems({ fields: { until: 'Choose a day.' }, lines: {} })
    await run({ list: '', lines: [], fields: ['until'], columns: {} }, async (idempotencyKey) => {
      await hub.client.modules.accounting.book.close.mutate({ part, until, idempotencyKey })
      void hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast(`${name}: closed up to ${longDay(until, today)}.`)
      onClose()
    })
  }
  return (
    <FormDialog
      title={isForGood ? 'Close days for good?' : `Close days: ${name.toLowerCase()}`}
      description={isForGood ? `${hint} Check your drafts of these days first: this cannot be undone.` : hint}
      submitLabel={isForGood ? 'Close for good' : 'Close days'}
      pendingLabel="Closing"
      pending={isPending}
      refusal={problems.whole}
      onSubmit={() => void close()}
      onClose={onClose}
    >
      <Field label="Last closed day" error={problems.fields['until']}>
        <DayInput
          value={until}
          onValueChange={setUntil}
          max={addDays(today, -1)}
          {...(isForGood && closed.forGood !== null && { min: closed.forGood })}
        />
      </Field>
    </FormDialog>
  )
}

const endOfLastMonth = (today: string): string => addDays(`${today.slice(0, 8)}01`, -1)
