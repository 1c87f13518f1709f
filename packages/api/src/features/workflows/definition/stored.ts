import { AppError } from '../../../shared/errors.ts'
import { Definition } from './schema.ts'

/** A definition as it was stored; null where this release cannot read it, since another one made it. */
export const tryToRead = (stored: unknown): Definition | null => Definition.safeParse(stored).data ?? null

export const unreadable = (): AppError =>
  new AppError('CONFLICT', {
    message:
      'Another release of the hub made this version of the workflow, and this one cannot read it. Bring the hub back to that release, or make the workflow anew.',
  })

/** A definition as it was stored. Throws CONFLICT where this release cannot read it. */
export function readDefinition(stored: unknown): Definition {
  const definition = tryToRead(stored)
  if (definition === null) throw unreadable()
  return definition
}
