import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { newToken, sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { ProviderFault } from '../providers/provider.ts'
import { RESTRICTED_KEY, stripeAccount } from '../providers/stripe.ts'
import { stripeAccess } from './access.ts'
import { keep } from './keep.ts'
import type {
  BeginConnection,
  BegunConnection,
  FinishConnection,
  ProviderName,
  UseKey,
  WholeConnection,
} from './schema.ts'
import { oauthWay } from './ways.ts'
import type { OauthWay } from './ways.ts'

const MINUTES = 10

/** Where the service sends people back to. */
const redirectUriOf = ({ hub }: OrgContext, provider: ProviderName) =>
  `${hub.settings.publicUrl}/connectors/${provider}/callback`

/** Answers where a person says yes; what comes back is good once, for ten minutes, for the same person and account. */
export async function beginConnection(ctx: OrgContext, input: BeginConnection): Promise<BegunConnection> {
  const { provider, withPersonal } = input
  const way = oauthWay(ctx, provider)
  const account = way.accountOf(input)
  // The organization is in front, since the way back leads to a page that knows none.
  const state = `${ctx.org.slug}.${newToken()}`
  const now = ctx.now()
  return ctx.write(async (tx) => {
    const id = uuidv7()
    await tx
      .insertInto('connectorsAuthorization')
      .values({
        id,
        orgId: ctx.org.orgId,
        provider,
        accountKey: account,
        withPersonal,
        stateHash: sha256(state),
        userId: ctx.actor.userId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + MINUTES * 60_000),
      })
      .execute()
    tx.audit('connectors.connection.begun', {}, { provider, account })
    return { url: way.login({ account, state, redirectUri: redirectUriOf(ctx, provider) }) }
  })
}

interface Authorized {
  account: string
  withPersonal: boolean
}

interface CameBack {
  provider: ProviderName
  query: URLSearchParams
}

/** Takes what was begun, once. */
async function takeAuthorization(
  ctx: OrgContext,
  way: OauthWay,
  { provider, query }: CameBack,
): Promise<Authorized> {
  const now = ctx.now()
  const row = await ctx.db
    .updateTable('connectorsAuthorization')
    .set({ usedAt: now })
    .where('stateHash', '=', sha256(query.get('state') ?? ''))
    .where('provider', '=', provider)
    .where('userId', '=', ctx.actor.userId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning(['accountKey as account', 'withPersonal'])
    .executeTakeFirst()
  if (row && way.isOf(row.account, query)) return row
  throw new AppError('BAD_REQUEST', {
    message: `This was not begun here, is over, or was used already. Connect the ${way.what} again.`,
  })
}

/** What a service refused, as an answer to whoever asked. */
function refusal(error: unknown): unknown {
  if (!(error instanceof ProviderFault)) return error
  const code = error.kind === 'away' || error.kind === 'busy' ? 'UNAVAILABLE' : 'BAD_REQUEST'
  return new AppError(code, {
    message: error.message,
    cause: error,
    ...(error.retryAfter !== null && { retryAfter: error.retryAfter }),
  })
}

/** Comes back from the service: what it sent is checked, exchanged for a permission, and reading begins. */
export async function finishConnection(
  ctx: OrgContext,
  { provider, query: text }: FinishConnection,
): Promise<WholeConnection> {
  const way = oauthWay(ctx, provider)
  const query = new URLSearchParams(text.replace(/^\?/, ''))
  way.check(query)
  const { account, withPersonal } = await takeAuthorization(ctx, way, { provider, query })
  try {
    const asked = { account, now: ctx.now(), redirectUri: redirectUriOf(ctx, provider) }
    const granted = await way.exchange({ ...asked, code: query.get('code') ?? '' })
    return await keep(ctx, { provider, withPersonal, ...granted })
  } catch (error) {
    if (error instanceof ProviderFault && error.kind === 'away') await giveBack(ctx, query)
    throw refusal(error)
  }
}

/** Nothing came of it that the person could help: the same way back may be tried once more. */
async function giveBack(ctx: OrgContext, query: URLSearchParams): Promise<void> {
  await ctx.db
    .updateTable('connectorsAuthorization')
    .set({ usedAt: null })
    .where('stateHash', '=', sha256(query.get('state') ?? ''))
    .execute()
}

/** Connects by a key that somebody made for it; tried before it is kept. */
export async function useKey(
  ctx: OrgContext,
  { provider, key, withPersonal }: UseKey,
): Promise<WholeConnection> {
  if (key.startsWith('sk_'))
    throw fieldFault(
      'key',
      'This key may do everything. Make a restricted one that may only read, and use that.',
    )
  if (!RESTRICTED_KEY.test(key))
    throw fieldFault('key', 'A restricted key of Stripe begins with rk_live_ or rk_test_.')
  try {
    const account = await stripeAccount(stripeAccess(ctx, key))
    const credential = { token: key, refreshToken: null }
    const what = { provider, accountKey: account.key, title: account.title, withPersonal, credential }
    return await keep(ctx, { ...what, expiresAt: null, scopes: [] })
  } catch (error) {
    const refused = refusal(error)
    if (refused instanceof AppError && refused.code === 'BAD_REQUEST')
      throw fieldFault(
        'key',
        'Stripe does not let this key read customers, charges and events. Give it those rights.',
      )
    throw refused
  }
}
