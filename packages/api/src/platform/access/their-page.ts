import { AppError } from '../../shared/errors.ts'
import type { Identity } from '../calls/call.ts'

/**
 * The tabs of a browser share their cookies. One that slept while the next person signed in must not act in that person's
 * name, nor show them what it was made for. Throws OTHER_PERSON.
 */
export function onTheirPage(found: Identity | undefined, madeFor: string | undefined): Identity | undefined {
  if (found?.actor && madeFor !== undefined && found.actor.userId !== madeFor)
    throw new AppError('OTHER_PERSON')
  return found
}
