import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'
import { renewSession } from './auth.ts'
import { Failure, failureOf, toFailure } from './failure.ts'
import { pageHeaders } from './page-headers.ts'
import { askStepUp } from './step-up.ts'

/*
 * What an application asks for, and the answer. These go by routes of their own and not by /trpc: only there does the
 * browser send the cookie that says that the request was begun in it.
 */
export type ConsentDetails = inferRouterOutputs<AppRouter>['auth']['grants']['request']

interface Asked {
  path: string
  /** Sent by POST; a question has none. */
  body?: object
  /** The organization it is about. */
  org?: string
}

async function send({ path, body, org }: Asked): Promise<Response> {
  const response = await fetch(`/oauth/consent/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...pageHeaders(),
      ...(org !== undefined && { 'x-hub-org': org }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw toFailure(error)
  })
  if (!response.ok) throw await failureOf(response)
  return response
}

/** Once more after the sign-in was renewed, or after the person has confirmed that it is them. */
async function ask(asked: Asked): Promise<unknown> {
  const sentAt = Date.now()
  try {
    return await (await send(asked)).json()
  } catch (error) {
    const { code } = error instanceof Failure ? error : toFailure(error)
    const again =
      (code === 'UNAUTHORIZED' && (await renewSession(sentAt))) ||
      (code === 'STEP_UP_REQUIRED' && (await askStepUp()))
    if (!again) throw error
    return await (await send(asked)).json()
  }
}

// The routes answer what the procedures' schemas say.
type Redirect = { redirectTo: string }

/** What the request under way in this browser asks for. Throws a Failure whose words can be shown. */
export const readConsent = async (request: string): Promise<ConsentDetails> =>
  (await ask({ path: `${encodeURIComponent(request)}/details` })) as ConsentDetails

/** Allows it in one organization. Returns where the browser goes next. */
export async function allowConsent(
  request: string,
  { org, scopes }: { org: string; scopes: readonly string[] },
): Promise<string> {
  const path = `${encodeURIComponent(request)}/allow`
  return ((await ask({ path, org, body: { scopes } })) as Redirect).redirectTo
}

/** Refuses it. Returns where the browser goes next. */
export async function denyConsent(request: string): Promise<string> {
  const path = `${encodeURIComponent(request)}/deny`
  return ((await ask({ path, body: {} })) as Redirect).redirectTo
}
