import { useEffect, useState } from 'react'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { forgetDraft } from '../draft-storage.ts'
import { useSchemaForm } from '../form.ts'
import { keepForm, readFormDraft } from './kept-fields.ts'
import type { Kept } from './kept-fields.ts'

interface KeptFormOptions<Values> {
  /** Of the place where it is written (`useDraftName`, `usePersonDraftName`). */
  name: string
  /** The form with nothing to keep. */
  empty: Values
  /** These always begin as they are given. */
  except?: readonly (keyof Values)[]
}

/**
 * A form for something new: what is typed is kept until it is sent, over refusals, an ended session and leaving the
 * page. Not for secrets.
 */
export function useKeptForm<Values extends FieldValues, Output>(
  loadSchema: () => Promise<z.core.$ZodType<Output, Values>>,
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
