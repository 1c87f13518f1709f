import { CalendarRange } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ComponentType } from 'react'

import { orderedRange, rangePresets, rangeWords } from './calendar-day.ts'
import { todayIn } from './day.ts'
import type { DayOrder, DayRange } from './calendar-day.ts'
import type { RangePopupProps } from './calendar-popup.tsx'
import { DateInput } from './date-input.tsx'
import { Field } from './field.tsx'
import { ActiveFilter, FilterChip } from './filter-chip.tsx'

function NoCalendar({ onClose }: RangePopupProps) {
  useEffect(onClose)
  return null
}

const RangePopup = lazy((): Promise<{ default: ComponentType<RangePopupProps> }> =>
  import('./calendar-popup.tsx').then(
    ({ RangePopup: Popup }) => ({ default: Popup }),
    () => ({ default: NoCalendar }),
  ),
)

export interface DateRangeFilterProps {
  /** What the days are of: "When", "Due". */
  name: string
  range: DayRange
  onChange: (range: DayRange) => void
  today?: string | undefined
  order?: DayOrder | undefined
}

/** A filter by days: presets, a calendar, or two days typed. Dashed while it can be added, filled while it is on. */
export function DateRangeFilter({ name, range, onChange, today = todayIn(), order }: DateRangeFilterProps) {
  const [isOpen, setOpen] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const isOn = range.from !== undefined || range.to !== undefined
  const preset = rangePresets(today).find((one) => one.range.from === range.from && one.range.to === range.to)
  const set = (change: DayRange) => {
    const { from, to } = { ...range, ...change }
    onChange(from !== undefined && to !== undefined ? orderedRange(from, to) : { from, to })
  }
  const toggle = () => setOpen(!isOpen)
  return (
    <span ref={anchor} className="inline-flex">
      {isOn ? (
        <ActiveFilter
          icon={<CalendarRange aria-hidden="true" />}
          label={`${name}: ${preset?.name ?? rangeWords(range)}`}
          onEdit={toggle}
          onRemove={() => {
            setOpen(false)
            onChange({})
          }}
        />
      ) : (
        <FilterChip aria-haspopup="dialog" aria-expanded={isOpen} onClick={toggle}>
          {name}
        </FilterChip>
      )}
      {isOpen && (
        <Suspense>
          <RangePopup
            {...{ anchor, today, range, onChange }}
            onClose={() => setOpen(false)}
            inputs={
              <>
                <Field label="From">
                  <DateInput
                    plain
                    {...{ today, order }}
                    value={range.from ?? null}
                    onValueChange={(day) => set({ from: day ?? undefined })}
                  />
                </Field>
                <Field label="To">
                  <DateInput
                    plain
                    {...{ today, order }}
                    value={range.to ?? null}
                    onValueChange={(day) => set({ to: day ?? undefined })}
                  />
                </Field>
              </>
            }
          />
        </Suspense>
      )}
    </span>
  )
}
