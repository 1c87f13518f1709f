import { post } from './auth.ts'
import { toFailure } from './failure.ts'
import { askStepUp } from './step-up.ts'

/** Changes whenever this browser begins or stops to act for somebody: all its tabs share the cookies that say so. */
const ACTING_KEY = 'hub.acting'

const announce = (): void => localStorage.setItem(ACTING_KEY, String(Date.now()))

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
  announce()
}

/** Back to the own session. Throws a Failure. */
export async function stopActing(): Promise<void> {
  await post('/auth/impersonate/stop')
  announce()
}

/** Calls back when another tab began or stopped. @returns a function that stops it. */
export function onActingChanged(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === ACTING_KEY) listener()
  }
  window.addEventListener('storage', hear)
  return () => window.removeEventListener('storage', hear)
}
