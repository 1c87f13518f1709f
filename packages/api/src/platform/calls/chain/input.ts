import { AppError } from '../../../shared/errors.ts'
import type { BaseContext } from '../context.ts'
import { isTooDeep } from '../nesting.ts'
import type { StepOptions } from './step.ts'

/** JSON says nothing with null; tools without input are described, and called, as taking an empty object. */
const isNothing = (input: NonNullable<unknown> | null) =>
  input === null || (typeof input === 'object' && !Array.isArray(input) && Object.keys(input).length === 0)

/**
 * Looks at the input before anything else does: keys of cached answers, idempotency and schemas all walk it. What takes no
 * input is given none, else each piece of junk would be a call of its own.
 */
export async function checkInput({ ctx, path, getRawInput }: StepOptions<BaseContext>): Promise<void> {
  const input = await getRawInput()
  if (input === undefined) return
  const entry = ctx.catalog.get(path)
  if (entry && !entry.input && !isNothing(input))
    throw new AppError('BAD_REQUEST', { message: 'This takes no input.' })
  if (isTooDeep(input)) throw new AppError('BAD_REQUEST', { message: 'This input is nested too deeply.' })
}
