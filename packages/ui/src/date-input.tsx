import { CalendarDays } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ComponentPropsWithRef, ComponentType } from 'react'

import { formatDay, readClock, readDay } from './calendar-day.ts'
import { todayIn } from './day.ts'
import type { DayOrder } from './calendar-day.ts'
import type { DayPopupProps } from './calendar-popup.tsx'
import { useFieldProblem } from './field.tsx'
import { IconButton } from './icon-button.tsx'
import { Input } from './input.tsx'

/** Where the calendar cannot come, days can still be typed. */
function NoCalendar({ onClose }: DayPopupProps) {
  useEffect(onClose)
  return null
}

const DayPopup = lazy((): Promise<{ default: ComponentType<DayPopupProps> }> =>
  import('./calendar-popup.tsx').then(
    ({ DayPopup: Popup }) => ({ default: Popup }),
    () => ({ default: NoCalendar }),
  ),
)

// No `autoComplete`: the browser has no days to fill in, and its long list of words costs the compiler half a second here.
type TextProps = Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'size' | 'type' | 'min' | 'max' | 'defaultValue' | 'autoComplete'
>

export interface DateInputProps extends TextProps {
  /** A day such as "2026-11-20", or null for none. */
  value: string | null
  /** Called when the field is left, with Enter, and by the calendar; never while something is being typed. */
  onValueChange: (day: string | null) => void
  /** Today where the person is; without it, in the browser's zone. */
  today?: string | undefined
  /** Which of 01/02 is the day, in what is typed and in what is shown; "dmy" unless said. */
  order?: DayOrder | undefined
  /** Only days from today on are meant: "3 May" is the next one. */
  ahead?: boolean | undefined
  min?: string | undefined
  max?: string | undefined
  /** Without the button of the calendar, where one is beside it anyway. */
  plain?: boolean | undefined
  size?: 'md' | 'lg' | undefined
}

interface Reading {
  value: string | null
  problem?: string
}

/** What stands in an empty field, and a day as it may be typed. */
const forms = {
  dmy: { empty: 'DD/MM/YYYY', example: '20 Nov 2026 or 20/11/2026' },
  mdy: { empty: 'MM/DD/YYYY', example: 'Nov 20, 2026 or 11/20/2026' },
}

/** A day in the app's own form, typed in any usual one or picked from a calendar. */
export function DateInput(props: DateInputProps) {
  const { value, onValueChange, today = todayIn(), min, max, disabled, plain = false, ...others } = props
  const { order = 'dmy', ahead: isAhead = false, ...rest } = others
  const [isOpen, setOpen] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const read = (typed: string): Reading => {
    if (typed.trim() === '') return { value: null }
    const day = readDay(typed, { today, order, isAhead })
    if (day === undefined) return { value: null, problem: `Write a day, such as ${forms[order].example}.` }
    if (min !== undefined && day < min)
      return { value: null, problem: `Choose ${formatDay(min, order)} or later.` }
    if (max !== undefined && day > max)
      return { value: null, problem: `Choose ${formatDay(max, order)} or earlier.` }
    return { value: day }
  }
  const shown = value === null ? '' : formatDay(value, order)
  const text = useReadText({ shown, read, onRead: (day) => day !== value && onValueChange(day) })
  return (
    <div ref={anchor} className={`relative min-w-0 ${rest.className ?? ''}`}>
      <Input
        autoComplete="off"
        placeholder={forms[order].empty}
        {...rest}
        {...text.props(rest)}
        disabled={disabled}
        className="tabular-nums"
        end={
          plain ? undefined : (
            <IconButton
              size="xs"
              tooltip={false}
              disabled={disabled}
              label={value === null ? 'Choose a day' : `Choose a day, now ${formatDay(value, order)}`}
              aria-haspopup="dialog"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <CalendarDays />
            </IconButton>
          )
        }
      />
      {isOpen && (
        <Suspense>
          <DayPopup
            {...{ anchor, today, min, max }}
            day={value}
            onClose={() => setOpen(false)}
            onPick={(day) => {
              setOpen(false)
              text.forget()
              onValueChange(day)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

export interface TimeInputProps extends TextProps {
  /** A time of day such as "09:30", or null for none. */
  value: string | null
  onValueChange: (time: string | null) => void
}

/** A time of day in 24 hours; "9", "930" and "9:30 pm" are understood. */
export function TimeInput({ value, onValueChange, ...rest }: TimeInputProps) {
  const read = (typed: string): Reading => {
    if (typed.trim() === '') return { value: null }
    const time = readClock(typed)
    return time === undefined ? { value: null, problem: 'Write a time, such as 14:30.' } : { value: time }
  }
  const text = useReadText({
    shown: value ?? '',
    read,
    onRead: (time) => time !== value && onValueChange(time),
  })
  return <Input autoComplete="off" inputMode="numeric" {...rest} {...text.props(rest)} />
}

interface ReadTextOptions {
  /** What stands in the field while nobody types. */
  shown: string
  read: (typed: string) => Reading
  onRead: (value: string | null) => void
}

/**
 * Text that is read when the field is left or Enter is pressed. What cannot be read stays, with the reason, and the field tells
 * its form that it is not valid.
 */
function useReadText({ shown, read, onRead }: ReadTextOptions) {
  const [typed, setTyped] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  useFieldProblem(problem)
  const say = (found: string | undefined) => {
    setProblem(found)
    // At once: the same key may send the form.
    input.current?.setCustomValidity(found ?? '')
  }
  const settle = () => {
    if (typed === undefined) return
    const { value, problem: found } = read(typed)
    say(found)
    if (found !== undefined) return
    setTyped(undefined)
    onRead(value)
  }
  const forget = () => {
    setTyped(undefined)
    say(undefined)
  }
  // What comes from elsewhere takes the place of what could not be read.
  useEffect(() => {
    if (problem !== undefined) forget()
  }, [shown])
  const props = ({ onBlur, onKeyDown, onChange }: TextProps) => ({
    value: typed ?? shown,
    ...(problem !== undefined && { 'aria-invalid': true as const }),
    onChange: (event: Parameters<NonNullable<TextProps['onChange']>>[0]) => {
      setTyped(event.target.value)
      input.current = event.target
      say(undefined)
      onChange?.(event)
    },
    onBlur: (event: Parameters<NonNullable<TextProps['onBlur']>>[0]) => {
      settle()
      onBlur?.(event)
    },
    onKeyDown: (event: Parameters<NonNullable<TextProps['onKeyDown']>>[0]) => {
      if (event.key === 'Enter') settle()
      else if (event.key === 'Escape' && typed !== undefined) {
        // Only the typing is given up; what is around it stays open.
        event.stopPropagation()
        forget()
      }
      onKeyDown?.(event)
    },
  })
  return { props, forget }
}
