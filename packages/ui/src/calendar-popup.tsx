import { useRef } from 'react'
import type { ReactNode } from 'react'

import { Button } from './button.tsx'
import { Calendar } from './calendar.tsx'
import { formatDay, isDay, orderedRange, rangePresets } from './calendar-day.ts'
import { addDays } from './day.ts'
import type { DayRange } from './calendar-day.ts'
import { PopupFrame } from './popup-frame.tsx'
import type { PopupPlace } from './popup-frame.tsx'

export interface DayPopupProps extends PopupPlace {
  today: string
  day: string | null
  min: string | undefined
  max: string | undefined
  onPick: (day: string | null) => void
}

const near = [
  { name: 'Today', days: 0 },
  { name: 'Tomorrow', days: 1 },
  { name: 'In a week', days: 7 },
]

/** One day of a calendar. Loaded by date-input.tsx. */
export function DayPopup({ today, day, min, max, onPick, ...place }: DayPopupProps) {
  const focus = useRef<HTMLButtonElement>(null)
  return (
    <PopupFrame {...place} label="Choose a day" focus={focus}>
      <Calendar
        today={today}
        chosen={day === null ? {} : { from: day }}
        min={min}
        max={max}
        focusRef={focus}
        onPick={onPick}
      />
      <div className="mt-2 flex gap-1 border-t border-line pt-2">
        {near
          .map(({ name, days }) => ({ name, near: addDays(today, days) }))
          .filter((one) => (min ?? '') <= one.near && (max === undefined || one.near <= max))
          .map((one) => (
            <Button key={one.name} size="sm" variant="ghost" onClick={() => onPick(one.near)}>
              {one.name}
            </Button>
          ))}
        {day !== null && (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => onPick(null)}>
            Clear
          </Button>
        )}
      </div>
    </PopupFrame>
  )
}

export interface RangePopupProps extends PopupPlace {
  today: string
  range: DayRange
  onChange: (range: DayRange) => void
  /** The two days, to be typed. */
  inputs: ReactNode
}

/** A range by a preset, by two days of a calendar, or typed. Loaded by date-range.tsx. */
export function RangePopup({ today, range, onChange, inputs, ...place }: RangePopupProps) {
  const focus = useRef<HTMLButtonElement>(null)
  const { from, to } = range
  const pick = (day: string) =>
    // The second day ends what the first began.
    onChange(from !== undefined && to === undefined ? orderedRange(from, day) : { from: day })
  const isBegun = from !== undefined && isDay(from) && to === undefined
  return (
    <PopupFrame {...place} label="Choose days" focus={focus}>
      <div className="flex gap-4 max-tablet:flex-col">
        <ul
          aria-label="Ranges"
          className="flex w-32 flex-col gap-px max-tablet:w-auto max-tablet:flex-row max-tablet:flex-wrap"
        >
          {rangePresets(today).map((preset) => (
            <li key={preset.name}>
              <Button
                size="sm"
                variant="ghost"
                className="w-full justify-start! aria-pressed:bg-selected aria-pressed:text-text"
                aria-pressed={preset.range.from === from && preset.range.to === to}
                onClick={() => {
                  onChange(preset.range)
                  place.onClose()
                }}
              >
                {preset.name}
              </Button>
            </li>
          ))}
        </ul>
        <div className="w-[268px]">
          <div className="mb-3 grid grid-cols-2 gap-2">{inputs}</div>
          <Calendar today={today} chosen={range} focusRef={focus} onPick={pick} />
          <p role="status" className="mt-2 min-h-4 text-12 text-text-3">
            {isBegun && `From ${formatDay(from)}. Choose the last day.`}
          </p>
        </div>
      </div>
    </PopupFrame>
  )
}
