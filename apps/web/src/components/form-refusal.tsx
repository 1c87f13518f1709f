import { Note } from '@hub/ui/note'
import type { FieldErrors, FieldValues } from 'react-hook-form'

/** Why the hub refused the whole form, above its fields. */
export function FormRefusal<Values extends FieldValues>({ errors }: { errors: FieldErrors<Values> }) {
  const message = errors.root?.message
  return message === undefined ? null : (
    <Note tone="danger" live>
      {message}
    </Note>
  )
}
