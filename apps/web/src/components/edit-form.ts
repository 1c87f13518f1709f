import { useEffect, useRef } from 'react'
import type { DefaultValues, FieldPath, PathValue, UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { toFailure } from '../failure.ts'
import { useSchemaForm } from '../form.ts'
import { useDraftName } from './draft.ts'
import { useEdits } from './edits.ts'
import type { Edits } from './edits.ts'
import type { FieldsOf } from './kept-edits.ts'

export interface EditForm<Input extends FieldsOf<Input>, Output> {
  form: UseFormReturn<Input, unknown, Output>
  edits: Edits<Input>
}

interface EditFormOptions<Input> {
  /** Where the form is, such as "settings.profile"; what is typed is kept under it. */
  place: string
  saved: Input
}

/** A form over something saved: what is typed is kept until the hub has it, and what others save meanwhile is told. */
export function useEditForm<Input extends FieldsOf<Input>, Output>(
  loadSchema: () => Promise<z.core.$ZodType<Output, Input>>,
  { place, saved }: EditFormOptions<Input>,
): EditForm<Input, Output> {
  const edits = useEdits(useDraftName(place), saved)
  // A form begins with all its fields.
  const form = useSchemaForm<Input, Output>(loadSchema, edits.values as DefaultValues<Input>)
  const set = useRef(edits.set)
  set.current = edits.set
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => set.current(values) }),
    [form],
  )
  const shown = JSON.stringify(edits.values)
  useEffect(() => {
    const typed = form.getValues()
    for (const [field, value] of Object.entries(edits.values) as [
      keyof Input & string,
      Input[keyof Input],
    ][]) {
      const path = field as unknown as FieldPath<Input>
      if (typed[field] !== value) form.setValue(path, value as PathValue<Input, FieldPath<Input>>)
    }
  }, [shown])
  return { form, edits }
}

interface EditedWrite<Saved, Input> {
  edits: Edits<Input>
  /** As the page has it. */
  saved: Saved
  /** Sends what was edited, over this state of the record. */
  send: (over: Saved) => Promise<Saved>
  /** Reads the record again, and shows it. */
  readAgain: () => Promise<Saved>
  fieldsOf: (saved: Saved) => Input
}

/**
 * Sends what was edited. Where the record moved on meanwhile, it is read again: what changed in other fields stays as it
 * is, and a change of the same field is shown instead of written over.
 * @returns null when somebody has to choose first.
 */
export async function sendEdits<Saved, Input>(write: EditedWrite<Saved, Input>): Promise<Saved | null> {
  const { edits, saved, send, readAgain, fieldsOf } = write
  if (edits.conflicts.length > 0) return null
  try {
    return await send(saved)
  } catch (error) {
    if (toFailure(error).code !== 'STALE_VERSION') throw error
    const now = await readAgain()
    return edits.clashesWith(fieldsOf(now)) ? null : send(now)
  }
}

/** Of these values the ones that were edited. */
export const onlyEdited = <Values extends object>(
  values: Values,
  edited: readonly string[],
): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([field]) => edited.includes(field))) as Partial<Values>
