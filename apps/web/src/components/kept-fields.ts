import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { forgetDraft, keepDraft, readDraft } from '../draft-storage.ts'

/** What was kept of the fields of a form; fields in `except` begin as they are given. */
export function readFormDraft<Values extends FieldValues>(
  name: string,
  empty: Values,
  except: readonly (keyof Values)[] = [],
): Values | null {
  const kept = parse(readDraft(name))
  if (kept === null) return null
  const entries = Object.entries(empty).map(([key, value]) => {
    const before = kept[key]
    const fits = before === null || typeof before === typeof value || value === null
    return [key, before !== undefined && fits && !except.includes(key) ? before : value]
  })
  // The keys are those of `empty`; what they hold is checked by the form like anything that is typed.
  return Object.fromEntries(entries) as Values
}

function parse(text: string | null): Record<string, unknown> | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

export interface Kept {
  /** Gives up what was restored; absent while nothing was, or when it was changed since. */
  onDiscard: (() => void) | undefined
  /** The act succeeded. */
  forget: () => void
}

/** Fields that no schema checks: what is typed is kept until it is sent, as `useKeptForm` keeps a form. Not for secrets. */
export function useKeptFields<Values extends FieldValues>(
  name: string,
  given: Values,
): Kept & { values: Values; set: (changed: Partial<Values>) => void } {
  const [empty] = useState(given)
  const [kept] = useState(() => readFormDraft(name, empty))
  const [values, setValues] = useState(kept ?? empty)
  const [isRestored, setRestored] = useState(kept !== null)
  const change = (next: Values) => {
    setValues(next)
    setRestored(false)
    keepForm(name, next, empty)
  }
  return {
    values,
    set: (changed) => change({ ...values, ...changed }),
    onDiscard: isRestored ? () => change(empty) : undefined,
    forget: () => forgetDraft(name),
  }
}

/** Keeps what is typed; a form with nothing in it keeps nothing. */
export function keepForm<Values>(name: string, values: Values, empty: Values): void {
  const text = JSON.stringify(values)
  if (text === JSON.stringify(empty)) forgetDraft(name)
  else keepDraft(name, text)
}
