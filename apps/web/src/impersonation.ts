import { announceActing } from './acting-changed.ts'
import { post } from './auth.ts'
import { toFailure } from './failure.ts'
import { askStepUp } from './step-up.ts'

/** Begins to act for somebody; asks first who is there, where that is some time ago. Throws a Failure. */
export async function beginActing(given: {
  userId: string
  reason: string
  idempotencyKey: string
}): Promise<void> {
  const ask = () => post('/auth/impersonate', given)
  try {
    await ask()
  } catch (error) {
    if (toFailure(error).code !== 'STEP_UP_REQUIRED' || !(await askStepUp())) throw error
    await ask()
  }
  announceActing()
}

/** Back to the own session. Throws a Failure. */
export async function stopActing(): Promise<void> {
  await post('/auth/impersonate/stop')
  announceActing()
}
