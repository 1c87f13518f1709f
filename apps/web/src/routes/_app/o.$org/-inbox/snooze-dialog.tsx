import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Time } from '@hub/ui/time'
import { addDays, todayIn } from '@hub/ui/day'
import { useState } from 'react'
import { useTimeZone } from '../../../../components/day-words.ts'
import { instantIn, snoozeTimes } from './snooze-times.ts'

export interface SnoozeDialogProps {
  /** What is put off, in words. */
  what: string
  onSnooze: (until: Date) => void
  onClose: () => void
}

/** When something is to come back. */
export function SnoozeDialog({ what, onSnooze, onClose }: SnoozeDialogProps) {
  const timeZone = useTimeZone()
  const [typed, setTyped] = useState(() => `${addDays(todayIn(timeZone), 2)}T08:00`)
  const [problem, setProblem] = useState<string>()
  const choose = () => {
    // A day that is not whole is none to the browser, and years may have more figures than any calendar.
    const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(typed) ?? []
    if (day === undefined || time === undefined) return setProblem('Choose a day and a time.')
    const until = instantIn(timeZone, day, time)
    if (until.getTime() > Date.now()) onSnooze(until)
    else setProblem('Choose a time that is still to come.')
  }
  return (
    <Dialog open title="Snooze until" description={what} onOpenChange={(open) => !open && onClose()}>
      <ul className="flex flex-col gap-1.5">
        {snoozeTimes(timeZone).map(({ label, until }) => (
          <li key={label}>
            <Button block className="justify-between!" onClick={() => onSnooze(until)}>
              {label}
              <span className="font-normal text-text-3 tabular-nums">
                <Time value={until.toISOString()} format="full" timeZone={timeZone} plain />
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="mt-4 flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          choose()
        }}
      >
        <div className="min-w-0 flex-1">
          <Field label="Another time" error={problem}>
            <Input
              type="datetime-local"
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value)
                setProblem(undefined)
              }}
            />
          </Field>
        </div>
        <Button type="submit">Snooze</Button>
      </form>
    </Dialog>
  )
}
