import type { GoogleRefusal, GoogleStep, RegisterByGoogle } from '@hub/api/schemas/auth/google'
import { markRenewed, post } from './auth.ts'
import type { SecondFactorAsked } from './auth.ts'
import { failureOf, toFailure } from './failure.ts'
import { askStepUp } from './step-up.ts'

/** Where a round trip to Google begins; the browser goes there as to any page. */
export const googleAddress = (next: string | undefined): string =>
  next === undefined ? '/auth/google' : `/auth/google?next=${encodeURIComponent(next)}`

/** What is left to do after Google has said who is there. Throws a Failure whose words can be shown. */
export async function findGoogleStep(): Promise<GoogleStep> {
  const response = await fetch('/auth/google/step').catch((error: unknown) => {
    throw toFailure(error)
  })
  if (!response.ok) throw await failureOf(response)
  // The route answers what its contract says.
  return (await response.json()) as GoogleStep
}

/** @returns what is still missing, or null when the person is in. */
export async function proveForGoogle(given: {
  challenge: string
  password: string
}): Promise<SecondFactorAsked | null> {
  const answer = await post('/auth/google/prove', given)
  if (answer.status === 'second_factor') return answer
  markRenewed()
  return null
}

export async function registerByGoogle(given: RegisterByGoogle): Promise<void> {
  await post('/auth/google/register', given)
  markRenewed()
}

async function addressFrom(path: string, next: string): Promise<string> {
  const answer = await post(path, { next })
  if (answer.status === 'second_factor' || answer.redirectTo === undefined)
    throw new Error(`${path} did not say where to go.`)
  return answer.redirectTo
}

/** Where to go to link a Google account; asks first who is there, where that is some time ago. */
export async function addressToLink(next: string): Promise<string> {
  const ask = () => addressFrom('/auth/google/link', next)
  try {
    return await ask()
  } catch (error) {
    if (toFailure(error).code !== 'STEP_UP_REQUIRED' || !(await askStepUp())) throw error
    return ask()
  }
}

/** Where to go to show at Google who is there. */
export const addressToConfirm = (next: string): Promise<string> => addressFrom('/auth/google/confirm', next)

/** Why a round trip led nowhere, and what to do now. */
export const googleWords: Record<GoogleRefusal, string> = {
  cancelled: 'You stopped at Google, so nothing was done.',
  expired: 'This took too long, was used already, or began in another browser. Try again from here.',
  refused: 'Google’s answer does not open an account here. Try again, or sign in another way.',
  away: 'Google does not answer at the moment. Try again soon, or sign in another way.',
  unverified:
    'Google has not confirmed the address of this account. Confirm it there, or sign in another way.',
  closed: 'Nobody has an account here under this address, and this hub takes no new ones with Google.',
  invite: 'This hub is by invitation only. Open the link in your invitation, and continue with Google there.',
  elsewhere:
    'The account here is not opened by this Google account. Sign in the way you usually do; your settings show what is linked.',
  taken: 'One of the two accounts is linked to another one already. Unlink that first.',
  stale: 'Google says that you signed in there some time ago. Sign in there once more.',
  limit: 'That was a lot at once. Wait a minute, then try again.',
}
