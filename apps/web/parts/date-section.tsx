import type { DayRange } from '@hub/ui/calendar-day'
import { DateInput, TimeInput } from '@hub/ui/date-input'
import { DateRangeFilter } from '@hub/ui/date-range'
import { Field } from '@hub/ui/field'
import { useState } from 'react'
import { State, States } from './state.tsx'

const TODAY = '2026-11-20'

function Day({
  label,
  start,
  ...bounds
}: {
  label: string
  start: string | null
  min?: string
  max?: string
  order?: 'mdy'
}) {
  const [day, setDay] = useState(start)
  return (
    <Field label={label} hint={`Holds ${day ?? 'no day'}.`}>
      <DateInput {...bounds} today={TODAY} value={day} onValueChange={setDay} />
    </Field>
  )
}

function Clock() {
  const [time, setTime] = useState<string | null>('09:30')
  return (
    <Field label="Time" hint="“930” and “9.30 pm” are understood.">
      <TimeInput value={time} onValueChange={setTime} />
    </Field>
  )
}

function Range({ start }: { start: DayRange }) {
  const [range, setRange] = useState(start)
  return <DateRangeFilter name="When" today={TODAY} range={range} onChange={setRange} />
}

/** Days and times with their states. Today is always the same, so that pictures are. */
export function DateSection() {
  return (
    <States>
      <State name="A day">
        <Day label="Invoice date" start={TODAY} />
      </State>
      <State name="No day yet">
        <Day label="Due" start={null} />
      </State>
      <State name="Only days of this month">
        <Day label="Delivery" start={null} min="2026-11-01" max="2026-11-30" />
      </State>
      <State name="Month first">
        <Day label="Invoice date" start={TODAY} order="mdy" />
      </State>
      <State name="A time">
        <Clock />
      </State>
      <State name="Refused by the form">
        <Field label="Posted on" error="That month is closed.">
          <DateInput today={TODAY} value="2026-09-30" onValueChange={() => undefined} />
        </Field>
      </State>
      <State name="Not to be changed">
        <Field label="Paid on">
          <DateInput disabled today={TODAY} value="2026-11-02" onValueChange={() => undefined} />
        </Field>
      </State>
      <State name="A filter without days">
        <Range start={{}} />
      </State>
      <State name="A filter with days">
        <Range start={{ from: '2026-11-01', to: '2026-11-30' }} />
      </State>
    </States>
  )
}
