import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import type { DefaultValues, FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import { toFailure } from './failure.ts'
import { pointerReleased } from './pointer-release.ts'

/** A form over a schema of the API. A field is checked when it is left, then while it changes; the first wrong one gets focus. */
export function useSchemaForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): UseFormReturn<Input, unknown, Output> {
  const check = zodResolver<Input, unknown, Output>(schema, { error: plainIssue })
  return useForm<Input, unknown, Output>({
    resolver: async (...given) => {
      await pointerReleased()
      return check(...given)
    },
    mode: 'onTouched',
    defaultValues,
  })
}

/** What to do about a wrong field, where the schema itself has no words for it. */
function plainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'too_small':
      return 'Fill this in.'
    case 'too_big':
      return issue.origin === 'string' ? `Use at most ${String(issue.maximum)} characters.` : undefined
    case 'invalid_format':
      return issue.format === 'email' ? 'Write the whole address, such as maeve@example.com.' : undefined
    case 'invalid_type':
      return 'Fill this in.'
    default:
      return undefined
  }
}

/**
 * Shows a refusal where it belongs: beside the fields it names, and everything else above the form
 * (`errors.root`).
 */
export function showRefusal<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  error: unknown,
): void {
  const failure = toFailure(error)
  const known = failure.issues.filter(({ path }) => path in form.getValues())
  for (const { path, message } of known) {
    // The names were just checked against the form's own fields.
    form.setError(path as FieldPath<Input>, { type: 'server', message }, { shouldFocus: true })
  }
  if (known.length === 0) form.setError('root', { type: failure.code, message: failure.message })
}
