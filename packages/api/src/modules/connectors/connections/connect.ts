import { sql, uuidv7 } from '@hub/db'
import type { OrgTx } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { newToken, sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import { ProviderFault } from '../providers/provider.ts'
import { authorizeUrl, exchangeCode, isSigned, shopOf } from '../providers/shopify-oauth.ts'
import { RESTRICTED_KEY, stripeAccount } from '../providers/stripe.ts'
import { dropStreams, openStreams } from '../streams/open.ts'
import { requireShopifyApp, stripeAccess } from './access.ts'
import { sealCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { wholeConnection } from './queries.ts'
import type {
  BeginConnection,
  BegunConnection,
  FinishConnection,
  ProviderName,
  UseKey,
  WholeConnection,
} from './schema.ts'

const MINUTES = 10

const fieldFault = (path: string, message: string) =>
  new AppError('BAD_REQUEST', { message, issues: [{ path, message }] })

/** Where the service sends people back to. */
const redirectUri = ({ hub }: OrgContext, provider: ProviderName) =>
  `${hub.settings.publicUrl}/connectors/${provider}/callback`

/** Answers where a person says yes; what comes back is good once, for ten minutes, for the same person and shop. */
export async function beginConnection(ctx: OrgContext, input: BeginConnection): Promise<BegunConnection> {
  const shop = shopOf(input.shop)
  if (shop === null)
    throw fieldFault(
      'shop',
      'Write the address of your shop at Shopify, such as tide-and-fennel.myshopify.com.',
    )
  const app = requireShopifyApp(ctx)
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
        provider: input.provider,
        accountKey: shop,
        withPersonal: input.withPersonal,
        stateHash: sha256(state),
        userId: ctx.actor.userId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + MINUTES * 60_000),
      })
      .execute()
    tx.audit('connectors.connection.begun', {}, { provider: input.provider, account: shop })
    return { url: authorizeUrl(app, { shop, state, redirectUri: redirectUri(ctx, input.provider) }) }
  })
}

const notBegunHere = () =>
  new AppError('BAD_REQUEST', {
    message: 'This was not begun here, is over, or was used already. Connect the shop again.',
  })

interface Authorized {
  shop: string
  withPersonal: boolean
}

/** Takes what was begun, once. */
async function takeAuthorization(ctx: OrgContext, query: URLSearchParams): Promise<Authorized> {
  const now = ctx.now()
  const row = await ctx.db
    .updateTable('connectorsAuthorization')
    .set({ usedAt: now })
    .where('stateHash', '=', sha256(query.get('state') ?? ''))
    .where('userId', '=', ctx.actor.userId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning(['accountKey', 'withPersonal'])
    .executeTakeFirst()
  if (!row || row.accountKey !== query.get('shop')) throw notBegunHere()
  return { shop: row.accountKey, withPersonal: row.withPersonal }
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
export async function finishConnection(ctx: OrgContext, input: FinishConnection): Promise<WholeConnection> {
  const app = requireShopifyApp(ctx)
  const query = new URLSearchParams(input.query.replace(/^\?/, ''))
  if (!isSigned(app, query))
    throw fieldFault('query', 'This did not come from Shopify, or was changed on its way.')
  const { shop, withPersonal } = await takeAuthorization(ctx, query)
  try {
    const tokens = await exchangeCode(app, { shop, now: ctx.now(), code: query.get('code') ?? '' })
    const { accessToken: token, refreshToken, expiresAt, scopes } = tokens
    const credential = { token, refreshToken }
    const title = shop.replace('.myshopify.com', '')
    const account = { provider: 'shopify', accountKey: shop, title, withPersonal } as const
    return await keep(ctx, { ...account, credential, expiresAt, scopes })
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

interface Kept {
  provider: ProviderName
  accountKey: string
  title: string
  withPersonal: boolean
  credential: Credential
  expiresAt: string | null
  scopes: string[]
}

/** Keeps the permission, for the account that is there already or for a new one, and begins to read. */
function keep(ctx: OrgContext, kept: Kept): Promise<WholeConnection> {
  return ctx.write(async (tx, inner) => {
    const { id, isNew, wasPersonal } = await upsert(ctx, tx, kept)
    // What was read by the other rule goes, or what nobody wants any more would stay.
    if (!isNew && wasPersonal !== kept.withPersonal) await dropStreams(ctx, tx, id)
    await openStreams(inner, tx, { id, ...kept })
    tx.audit(isNew ? 'connectors.connection.connected' : 'connectors.connection.renewed', { connection: id })
    tx.emit({
      topic: 'connectors.connection.connected',
      aggregate: `connection:${id}`,
      payload: { connectionId: id, provider: kept.provider, title: kept.title },
    })
    return wholeConnection(tx, id)
  })
}

interface Upserted {
  id: string
  isNew: boolean
  wasPersonal: boolean
}

async function upsert(ctx: OrgContext, tx: OrgWriteTx, kept: Kept): Promise<Upserted> {
  const { provider, accountKey, title, withPersonal, credential, expiresAt, scopes } = kept
  const { orgId } = ctx.org
  const there = await findAccount(tx, { provider, accountKey })
  const id = there?.id ?? uuidv7()
  const now = ctx.now()
  const held = {
    title,
    state: 'ok' as const,
    reason: '',
    scopes,
    withPersonal,
    credential: sealCredential(ctx.hub.keys.seal, { orgId, id }, credential),
    credentialExpiresAt: expiresAt,
    credentialLeasedUntil: null,
    updatedAt: now,
  }
  if (there === null) {
    const made = { id, orgId, provider, accountKey, createdById: ctx.actor.userId, createdAt: now }
    await tx
      .insertInto('connectorsConnection')
      .values({ ...made, ...held })
      .execute()
    return { id, isNew: true, wasPersonal: withPersonal }
  }
  await tx
    .updateTable('connectorsConnection')
    .set({
      ...held,
      credentialGeneration: sql<number>`credential_generation + 1`,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  return { id, isNew: false, wasPersonal: there.withPersonal }
}

async function findAccount(tx: OrgTx, { provider, accountKey }: Pick<Kept, 'provider' | 'accountKey'>) {
  const row = await tx
    .selectFrom('connectorsConnection')
    .select(['id', 'withPersonal'])
    .where('provider', '=', provider)
    .where('accountKey', '=', accountKey)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
