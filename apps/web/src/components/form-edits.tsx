import { EditConflict } from './edit-conflict.tsx'
import type { Edits } from './edits.ts'
import type { FieldName, FieldValue } from './kept-edits.ts'
import { RestoredDraft } from './restored-draft.tsx'

export interface FormEditsProps<Values> {
  edits: Edits<Values>
  labels: Record<FieldName<Values>, string>
  /** How a value reads, where it is not its own words. */
  words?: (value: FieldValue, field: FieldName<Values>) => string
}

const plainWords = (value: FieldValue): string =>
  typeof value === 'boolean' ? (value ? 'Yes' : 'No') : (value ?? '')

/** Above the fields of a form: that they hold a draft, and what others changed meanwhile. */
export function FormEdits<Values>({ edits, labels, words = plainWords }: FormEditsProps<Values>) {
  return (
    <>
      {edits.isRestored && <RestoredDraft onDiscard={() => edits.drop()} />}
      {edits.conflicts.map(({ field, theirs, base }) => (
        <EditConflict
          key={field}
          label={labels[field]}
          theirs={words(theirs, field)}
          base={words(base, field)}
          onKeepMine={() => edits.keepMine(field)}
          onTakeTheirs={() => edits.drop([field])}
        />
      ))}
    </>
  )
}
