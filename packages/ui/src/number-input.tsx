import { useLayoutEffect, useRef, useState } from 'react'
import type { ComponentPropsWithRef, KeyboardEvent, ReactNode, Ref } from 'react'

import {
  addDecimals,
  compareDecimals,
  currencyDecimals,
  formatDecimal,
  fromMinor,
  readDecimal,
  toMinor,
} from './decimal.ts'
import { useFieldProblem } from './field.tsx'
import { Input } from './input.tsx'

// `autoComplete` is left out as in `date-input.tsx`.
export interface NumberInputProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'size' | 'type' | 'min' | 'max' | 'step' | 'defaultValue' | 'autoComplete'
> {
  /** A decimal such as "-1234.5", or null for nothing. A draft may bring back what cannot be read; it is shown as it is. */
  value: string | null
  /**
   * A decimal, null for an emptied field, undefined for what cannot be read. That must not pass for an empty field, so what
   * was typed comes along.
   */
  onValueChange: (value: string | null | undefined, typed: string) => void
  /** The most decimals. */
  decimals?: number | undefined
  /** False for a rate, in which a lone comma before three figures stands before decimals. */
  grouped?: boolean | undefined
  /** The fewest decimals that are shown. */
  minDecimals?: number | undefined
  min?: string | undefined
  max?: string | undefined
  /** What an arrow key adds; with Shift, and by Page keys, ten times as much. */
  step?: string | undefined
  /** What "=" fills in; null for nothing. Without it the key types. */
  equals?: (() => string | null) | undefined
  /** Inside, right: "kg" or "EUR". */
  unit?: string | undefined
  size?: 'md' | 'lg' | undefined
  end?: ReactNode
}

const STEPS: Partial<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }

const clamped = (value: string, min: string | undefined, max: string | undefined): string => {
  if (min !== undefined && compareDecimals(value, min) < 0) return min
  return max !== undefined && compareDecimals(value, max) > 0 ? max : value
}

/** What is wrong with a text, in words that say what to write. */
function problemOf(typed: string, { decimals = 6, grouped, min, max }: NumberInputProps): string | undefined {
  const value = readDecimal(typed, { decimals, grouped })
  if (value === null) return undefined
  if (value === undefined) {
    const isNumber = readDecimal(typed, { decimals: 30 }) != null
    if (!isNumber) return decimals === 0 ? 'Write a number, such as 12.' : 'Write a number, such as 12.50.'
    return decimals === 0 ? 'Write it without decimals.' : `Write at most ${decimals} decimals.`
  }
  if (min !== undefined && compareDecimals(value, min) < 0) return `Write ${formatDecimal(min)} or more.`
  if (max !== undefined && compareDecimals(value, max) > 0) return `Write ${formatDecimal(max)} or less.`
  return undefined
}

/** What is being typed, and whether it is finished: the field was left since, or sent. */
function useTyping(value: string | null) {
  const [typed, setTyped] = useState<string>()
  const [isLeft, setLeft] = useState(true)
  const [known, setKnown] = useState(value)
  // An amount that comes from elsewhere takes the place of what was typed and could not be read.
  if (isLeft && value !== known) {
    setKnown(value)
    setTyped(undefined)
  }
  return {
    typed,
    setTyped,
    isLeft,
    begin: () => setLeft(false),
    leave: () => {
      setLeft(true)
      setKnown(value)
    },
  }
}

/** Tells the form around it at once that it is not to be sent: the key that sends it may be the next one. */
function useUnreadable(problem: string | undefined, ref: Ref<HTMLInputElement> | undefined) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.setCustomValidity(problem ?? ''), [problem])
  return (element: HTMLInputElement | null) => {
    input.current = element
    if (typeof ref === 'function') ref(element)
    else if (ref) ref.current = element
  }
}

/**
 * A number of any size and precision. Both ways of writing decimals can be typed and pasted; when left, it is shown the
 * app's own way. Arrow keys step.
 */
export function NumberInput(props: NumberInputProps) {
  const {
    value,
    onValueChange,
    decimals = 6,
    grouped,
    minDecimals = 0,
    min,
    max,
    step = '1',
    unit,
    equals,
    ...rest
  } = props
  const { end, onBlur, onKeyDown, ref, ...others } = rest
  const shown = shownOf(value, minDecimals)
  // Without what is being typed the value is shown as it is.
  const { typed, setTyped, isLeft, begin, leave } = useTyping(value)
  const unreadable = problemOf(typed ?? shown, props)
  const problem = isLeft ? unreadable : undefined
  useFieldProblem(problem)
  const bind = useUnreadable(unreadable, ref)
  const type = (text: string) => {
    begin()
    setTyped(text)
    onValueChange(
      problemOf(text, props) === undefined ? readDecimal(text, { decimals, grouped }) : undefined,
      text,
    )
  }
  const take = (next: string) => {
    const text = formatDecimal(next, minDecimals)
    setTyped(text)
    onValueChange(next, text)
  }
  const stepBy = (event: KeyboardEvent<HTMLInputElement>) => {
    const times = STEPS[event.key]
    if (times === undefined || event.altKey || event.ctrlKey || event.metaKey || others.readOnly) return
    event.preventDefault()
    const from = readDecimal(typed ?? shown, { decimals, grouped }) ?? '0'
    const by = Array<string>(event.shiftKey && Math.abs(times) === 1 ? 10 : Math.abs(times)).fill(step)
    const next = addDecimals(from, ...by.map((one) => (times < 0 ? `-${one}` : one)))
    take(clamped(next, min, max))
  }
  const fill = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== '=' || equals === undefined || others.readOnly) return
    event.preventDefault()
    const filled = equals()
    if (filled !== null) take(filled)
  }
  return (
    <Input
      inputMode={decimals === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      aria-roledescription="number field"
      {...others}
      ref={bind}
      {...(problem !== undefined && { 'aria-invalid': true })}
      className={`text-right tabular-nums ${others.className ?? ''}`}
      value={typed ?? shown}
      end={end ?? unitMark(unit)}
      onChange={(event) => type(event.target.value)}
      onBlur={(event) => {
        leave()
        if (typed !== undefined && problemOf(typed, props) === undefined) setTyped(undefined)
        onBlur?.(event)
      }}
      onKeyDown={(event) => {
        stepBy(event)
        fill(event)
        if (event.key === 'Enter') leave()
        onKeyDown?.(event)
      }}
    />
  )
}

const shownOf = (value: string | null, minDecimals: number): string =>
  value !== null && /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, minDecimals) : (value ?? '')

const unitMark = (unit: string | undefined): ReactNode =>
  unit === undefined ? undefined : <span className="pr-1.5 text-13 text-text-3">{unit}</span>

export interface MoneyInputProps extends Omit<
  NumberInputProps,
  'value' | 'onValueChange' | 'decimals' | 'minDecimals' | 'unit'
> {
  /** An ISO code; it decides how many decimals there are. */
  currency: string
  /** In minor units, or null for nothing. */
  minor: number | null
  onMinorChange: (minor: number | null | undefined) => void
  /** Where a column head names the currency, the cells do not. */
  hideCurrency?: boolean | undefined
}

/** An amount of money in minor units of its currency. */
export function MoneyInput({
  currency,
  minor,
  onMinorChange,
  hideCurrency = false,
  ...rest
}: MoneyInputProps) {
  const decimals = currencyDecimals(currency)
  return (
    <NumberInput
      max={formatBound(currency)}
      {...rest}
      value={minor === null ? null : fromMinor(minor, currency)}
      decimals={decimals}
      minDecimals={decimals}
      unit={hideCurrency ? undefined : currency}
      onValueChange={(value) => onMinorChange(value == null ? value : toMinor(value, currency))}
    />
  )
}

/** More than this is no amount that a number of minor units holds exactly. */
const formatBound = (currency: string): string => fromMinor(Number.MAX_SAFE_INTEGER, currency)
