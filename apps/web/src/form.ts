import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type {
  DefaultValues,
  FieldErrors,
  FieldPath,
  FieldValues,
  Resolver,
  UseFormReturn,
} from 'react-hook-form'
import type { z } from 'zod'
import { toFailure } from './failure.ts'
import { pointerReleased } from './pointer-release.ts'
import { useIdlePrefetch } from './shell/idle-prefetch.ts'

/**
 * A form over a schema of the API. A field is checked when it is left, then while it changes; the first wrong one
 * gets focus. One that people leave empty on their way (`isPassedBy`) is checked when it is sent. The schema comes after the form is on the page, because what checks is heavier than what is checked.
 */
export function useSchemaForm<Input extends FieldValues, Output>(
  loadSchema: () => Promise<z.core.$ZodType<Output, Input>>,
  defaultValues: DefaultValues<Input>,
  { isPassedBy = false }: { isPassedBy?: boolean } = {},
): UseFormReturn<Input, unknown, Output> {
  const [check] = useState(() => lateCheck(loadSchema))
  useIdlePrefetch(check.load)
  return useForm<Input, unknown, Output>({
    resolver: async (...given) => {
      await pointerReleased()
      try {
        return await (
          await check.load()
        )(...given)
      } catch (error) {
        const { code, message } = toFailure(error)
        // Of the form as a whole, whatever its fields are.
        const errors = { root: { type: code, message } } as FieldErrors<Input>
        return { values: {}, errors }
      }
    },
    mode: isPassedBy ? 'onSubmit' : 'onTouched',
    defaultValues,
  })
}

type Check<Input extends FieldValues, Output> = Resolver<Input, unknown, Output>

/** What is fetched once; a failed try is forgotten, so that the next one tries again. */
function lateCheck<Input extends FieldValues, Output>(
  loadSchema: () => Promise<z.core.$ZodType<Output, Input>>,
) {
  let loading: Promise<Check<Input, Output>> | null = null
  const fetchIt = async () => {
    const [schema, { zodResolver }, { plainIssue }] = await Promise.all([
      loadSchema(),
      import('@hookform/resolvers/zod'),
      import('@hub/api/schemas/shared/issues'),
    ])
    return zodResolver<Input, unknown, Output>(schema, { error: plainIssue })
  }
  const load = (): Promise<Check<Input, Output>> =>
    (loading ??= fetchIt().catch((error: unknown) => {
      loading = null
      throw error
    }))
  return { load }
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
