import type { Logger } from 'pino'
import { z } from 'zod'
import type { Hub } from '../../../platform/hub.ts'
import type { OwnJobDescription, OwnJobKind } from '../../../platform/jobs/kind.ts'
import { AppError } from '../../../shared/errors.ts'
import { eraseAccount } from './erase-account.ts'

const ErasurePayload = z.strictObject({ userId: z.uuid() })
const Erased = z.strictObject({})

/** The end of an account. The row of the job outlives it, so nothing but what is sealed says whose it is. */
export const erasure: OwnJobDescription<typeof ErasurePayload> = {
  name: 'account.erase',
  title: () => 'Erasure of an account',
  payload: ErasurePayload,
  queue: 'bulk',
  once: ({ userId }) => userId,
}

/** What administrators read of a failure, which stays after the account is gone: it names nobody. The log does. */
function refusal(error: unknown, log: Logger, user: string): AppError {
  log.error({ err: error, user }, 'an account could not be erased')
  // Somebody has to act first, such as where the person owns an organization alone; trying again by itself changes nothing.
  if (error instanceof AppError) return error
  const message = 'The account could not be erased. The log of the hub says which one it is, and why.'
  return new AppError('UNAVAILABLE', { message, cause: error })
}

/** Erases somebody's account, unless it was kept before this begins. */
export const erasureJob = (hub: () => Hub): OwnJobKind<typeof erasure.payload, typeof Erased> => ({
  ...erasure,
  isOwn: true,
  result: Erased,
  // The last pauses are hours: a disk that is full for a night ends no try.
  attempts: 10,
  firstPauseMs: 60_000,
  // A large organization goes a few thousand rows at a time; where this is not enough, the next try goes on from there.
  timeLimitMs: 60 * 60_000,
  async run({ log, signal }, { userId }) {
    try {
      await eraseAccount(hub(), userId, signal)
    } catch (error) {
      signal.throwIfAborted()
      throw refusal(error, log, userId)
    }
    return { result: {} }
  },
})
