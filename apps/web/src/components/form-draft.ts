import { useEffect, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { forgetDraft, keepDraft, readDraft } from '../draft-storage.ts'
import { useSchemaForm } from '../form.ts'

/** What was kept of the fields of a form; fields in `except` begin as they are given. */
function readFormDraft<Values extends FieldValues>(
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

interface KeptFormOptions<Values> {
  /** Of the place where it is written (`useDraftName`, `usePersonDraftName`). */
  name: string
  /** The form with nothing to keep. */
  empty: Values
  /** These always begin as they are given. */
  except?: readonly (keyof Values)[]
}

export interface Kept {
  /** Gives up what was restored; absent while nothing was, or when it was changed since. */
  onDiscard: (() => void) | undefined
  /** The act succeeded. */
  forget: () => void
}

/**
 * A form for something new: what is typed is kept until it is sent, over refusals, an ended session and leaving the
 * page. Not for secrets.
 */
export function useKeptForm<Values extends FieldValues, Output>(
  loadSchema: () => Promise<z.ZodType<Output, Values>>,
  { name, empty: given, except = [] }: KeptFormOptions<NoInfer<Values>>,
): Kept & { form: UseFormReturn<Values, unknown, Output> } {
  const [empty] = useState<Values>(given)
  const [kept] = useState(() => readFormDraft(name, empty, except))
  const [isRestored, setRestored] = useState(kept !== null)
  // A form begins with all its fields.
  const form = useSchemaForm<Values, Output>(loadSchema, (kept ?? empty) as DefaultValues<Values>)
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => {
          setRestored(false)
          keepForm(name, values, empty)
        },
      }),
    // The form and what it began with stay the same as long as it is shown.
    [form, name],
  )
  const discard = () => {
    form.reset(empty)
    setRestored(false)
    forgetDraft(name)
  }
  return { form, onDiscard: isRestored ? discard : undefined, forget: () => forgetDraft(name) }
}

/** The same for fields that no schema checks. */
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

function keepForm<Values>(name: string, values: Values, empty: Values): void {
  const text = JSON.stringify(values)
  if (text === JSON.stringify(empty)) forgetDraft(name)
  else keepDraft(name, text)
}
