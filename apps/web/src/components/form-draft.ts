import { useEffect, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import { forgetDraft, keepDraft, readDraft } from '../draft-storage.ts'

/**
 * The fields of a form, kept until they are sent. Read it before the form is made, then follow the form
 * with `useKeepForm`. Fields in `except` always begin as they are given.
 */
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

/** Keeps what is typed into the form under this name. `empty` is a form with nothing to keep. */
export function useKeepForm<Values extends FieldValues, Output>(
  form: UseFormReturn<Values, unknown, Output>,
  { name, empty, wasKept }: { name: string; empty: DefaultValues<Values> & Values; wasKept: boolean },
): { isRestored: boolean; discard: () => void; forget: () => void } {
  const [isRestored, setRestored] = useState(wasKept)
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          setRestored(false)
          if (JSON.stringify(values) === JSON.stringify(empty)) forgetDraft(name)
          else keepDraft(name, JSON.stringify(values))
        },
      }),
    // The form and what it began with stay the same as long as it is shown.
    [form, name],
  )
  return {
    isRestored,
    discard: () => {
      form.reset(empty)
      setRestored(false)
      forgetDraft(name)
    },
    forget: () => forgetDraft(name),
  }
}
