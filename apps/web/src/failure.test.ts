import { TRPCClientError } from '@trpc/client'
import { expect, it } from 'vitest'
import { toFailure } from './failure.ts'

const refusal = (code: string, message: string) =>
  TRPCClientError.from({
    error: { code: -32004, message, data: { code, message, requestId: 'req-1' } },
  } as never)

it('says in words for people that something was sent before and its answer was lost', () => {
  const words = 'This idempotency key was already used for a different request. Use a new key.'
  expect(toFailure(refusal('KEY_REUSED', words)).message).toBe(
    'This was sent before, and may have been done as it was then. Look whether it is there. If not, close this and open it again.',
  )
  expect(toFailure(refusal('CONFLICT', 'There is one of this name.')).message).toBe(
    'There is one of this name.',
  )
})
