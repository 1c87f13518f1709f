import { sql, uuidv7 } from '@hub/db'
import type { OrgDb, OrgTx } from '@hub/db'
import { newApiKey } from '../../../platform/access/api-key.ts'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Hub } from '../../../platform/hub.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { containing } from '../../../platform/data/filters.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { lockRow, takeTurn } from '../../../platform/data/locks.ts'
import type { OrgPermission } from '../../../platform/access/permissions.ts'
import { requireKnownModules } from '../../../platform/access/known-modules.ts'
import { levelsOfScopes, scopesAtLevels } from '../../../platform/access/scope-levels.ts'
import { requireStepUp } from '../../../platform/access/step-up.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { toolScopes } from '../../../platform/catalog/tool-scopes.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Page } from '../../../shared/list.ts'
import { keyCreatedMail } from '../mails.ts'
import type {
  ApiKey,
  CreateApiKey,
  ListApiKeys,
  NewApiKey,
  RevokeApiKey,
  Scope,
  Scopes,
  SetKeyLevels,
} from './schema.ts'

const DAY_MS = 24 * 3600 * 1000
const LIVE_KEYS_AT_MOST = 50

type KeyRow = Omit<ApiKey, 'levels'>

const withLevels = ({ hub }: OrgContext, key: KeyRow): ApiKey => ({
  ...key,
  levels: levelsOfScopes(hub.permissions, key.scopes),
})

const ownerName = sql<string>`coalesce((select u.name from auth_user u where u.id = auth_api_key.user_id), 'Former member')`

const selectKeys = (db: OrgDb, now: Date) =>
  db
    .selectFrom('authApiKey')
    .select([
      'id',
      'name',
      'kind',
      'prefix',
      'userId as ownerId',
      'scopes',
      'unaskedTools',
      'createdAt',
      'expiresAt',
      'lastUsedAt',
    ])
    .select([
      ownerName.as('ownerName'),
      sql<
        ApiKey['status']
      >`case when revoked_at is not null then 'revoked' when expires_at <= ${now} then 'expired' else 'active' end`.as(
        'status',
      ),
    ])

/** Owners and admins look after all keys; everybody else sees and ends their own. */
const ownOnly = ({ permissions, actor }: OrgContext) =>
  permissions.has('member.write') ? undefined : actor.userId

async function findKey(ctx: OrgContext, db: OrgDb, id: string): Promise<ApiKey> {
  const owner = ownOnly(ctx)
  const key = await selectKeys(db, ctx.now())
    .where('id', '=', id)
    .$if(owner !== undefined, (query) => query.where('userId', '=', owner ?? ''))
    .executeTakeFirst()
  if (!key) throw new AppError('NOT_FOUND')
  return withLevels(ctx, key)
}

/** The same for whoever changes it, after the others who do. */
async function lockedKey(ctx: OrgContext, tx: OrgTx, id: string): Promise<ApiKey> {
  await lockRow(tx, 'authApiKey', id)
  return findKey(ctx, tx, id)
}

export async function listApiKeys(ctx: OrgContext, input: ListApiKeys): Promise<Page<ApiKey>> {
  const owner = ownOnly(ctx)
  const query = selectKeys(ctx.db, ctx.now())
    .$if(owner !== undefined, (q) => q.where('userId', '=', owner ?? ''))
    .$if(input.status === 'active', (q) =>
      q.where('revokedAt', 'is', null).where('expiresAt', '>', ctx.now().toISOString()),
    )
    .$if(input.search !== undefined, (q) =>
      q.where(containing(input.search ?? '', sql`name || ' ' || ${ownerName}`)),
    )
  const page = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'auth.apiKeys.list', orgId: ctx.org.orgId },
    columns: [{ expression: sql`auth_api_key.id`, type: 'uuid', direction: 'desc' }],
    input,
  })
  return { ...page, items: page.items.map((key) => withLevels(ctx, key)) }
}

/** Writes that could go unasked: behind tools at all, and not destructive. */
const unaskable = ({ meta }: CatalogEntry) => meta.effect === 'write' && meta.doors === 'all'

function checkScopes({ permissions }: OrgContext, scopes: readonly string[]): void {
  const beyond = scopes.filter((scope) => !permissions.has(scope as OrgPermission))
  if (beyond.length === 0) return
  const message = `Your role does not hold ${beyond.join(', ')}, so a key of yours cannot either.`
  throw new AppError('FORBIDDEN', { message, issues: [{ path: 'scopes', message }] })
}

function checkUnasked({ catalog }: OrgContext, { kind, unaskedTools, scopes }: CreateApiKey): void {
  if (kind === 'program' && unaskedTools.length > 0) {
    const message = 'The key of a program never asks: its scopes are all that limits it.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'unaskedTools', message }] })
  }
  for (const path of unaskedTools) {
    const entry = catalog.get(path)
    if (entry && unaskable(entry) && scopes.includes(entry.meta.permission)) continue
    const message = entry
      ? `${path} always asks a person, or its scope is not among those chosen.`
      : `There is no procedure ${path}.`
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'unaskedTools', message }] })
  }
}

async function checkCount({ now, actor, org }: OrgContext, tx: OrgTx): Promise<void> {
  await takeTurn(tx, `auth.apiKeys|${org.orgId}|${actor.userId}`)
  const { count } = await tx
    .selectFrom('authApiKey')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('userId', '=', actor.userId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now().toISOString())
    .executeTakeFirstOrThrow()
  if (count < LIVE_KEYS_AT_MOST) return
  throw new AppError('CONFLICT', {
    message: `You have ${LIVE_KEYS_AT_MOST} live keys here. Revoke one that is no longer used.`,
  })
}

/** A key never holds more than its owner: scopes are checked here and cut to the live role at each use (AUTH-13). */
export async function createApiKey(ctx: OrgContext, input: CreateApiKey): Promise<NewApiKey> {
  requirePerson(ctx.actor)
  if (!ctx.actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  const scopes = [...new Set(input.scopes)]
  checkScopes(ctx, scopes)
  checkUnasked(ctx, input)
  return ctx.write(async (tx) => {
    await checkCount(ctx, tx)
    const id = uuidv7()
    const { text, prefix, hash } = newApiKey(id)
    const now = ctx.now()
    const expiresAt = new Date(now.getTime() + input.expiresInDays * DAY_MS)
    const unaskedTools = [...new Set(input.unaskedTools)]
    await tx
      .insertInto('authApiKey')
      .values({
        id,
        orgId: ctx.org.orgId,
        userId: ctx.actor.userId,
        name: input.name,
        kind: input.kind,
        prefix,
        secretHash: hash,
        scopes,
        unaskedTools,
        expiresAt,
        createdAt: now,
      })
      .execute()
    requestMail(tx, keyCreatedMail(ctx.hub.settings.publicUrl, ctx.actor, { ...input, org: ctx.org }))
    tx.audit(
      'auth.apiKey.created',
      { apiKey: id },
      { kind: input.kind, scopes, unaskedTools, expiresAt: expiresAt.toISOString() },
    )
    return { key: await findKey(ctx, tx, id), text }
  })
}

/** Ends a key for good; ending it again changes nothing. */
export async function revokeApiKey(ctx: OrgContext, { id }: RevokeApiKey): Promise<ApiKey> {
  return ctx.write(async (tx) => {
    const key = await lockedKey(ctx, tx, id)
    if (key.status === 'revoked') return key
    await tx.updateTable('authApiKey').set({ revokedAt: ctx.now() }).where('id', '=', id).execute()
    tx.audit('auth.apiKey.revoked', { apiKey: id })
    return findKey(ctx, tx, id)
  })
}

/**
 * Chooses how far a key goes by module, from the next call on. Its owner may let it do more, with a recent sign-in and as far
 * as they go themselves; whoever looks after the team may let it do less.
 */
export async function setKeyLevels(ctx: OrgContext, { id, levels }: SetKeyLevels): Promise<ApiKey> {
  requirePerson(ctx.actor)
  const { permissions } = ctx.hub
  requireKnownModules(permissions, levels)
  return ctx.write(async (tx) => {
    const key = await lockedKey(ctx, tx, id)
    if (key.status !== 'active')
      throw new AppError('CONFLICT', { message: 'This key has ended. Make a new one.' })
    const scopes = scopesAtLevels(permissions, key.scopes, levels)
    const added = scopes.filter((scope) => !key.scopes.includes(scope))
    if (added.length === 0 && scopes.length === key.scopes.length) return key
    if (added.length > 0) {
      if (key.ownerId !== ctx.actor.userId)
        throw new AppError('FORBIDDEN', { message: `Only ${key.ownerName} can let this key do more.` })
      checkScopes(ctx, added)
      requireStepUp(ctx.actor, ctx.now())
    }
    const isLeft = (path: string) => scopes.includes(ctx.catalog.get(path)?.meta.permission ?? '')
    const unaskedTools = key.unaskedTools.filter(isLeft)
    await tx.updateTable('authApiKey').set({ scopes, unaskedTools }).where('id', '=', id).execute()
    tx.audit('auth.apiKey.access_changed', { apiKey: id }, { from: key.scopes, to: scopes, unaskedTools })
    return findKey(ctx, tx, id)
  })
}

/** A permission that only acts of a person with a recent sign-in need is of no use to a key. */
const isOfUse = ({ catalog }: OrgContext, permission: OrgPermission) => {
  const behind = catalog.entries.filter(({ meta }) => meta.permission === permission)
  return behind.length === 0 || behind.some(({ meta }) => meta.stepUp !== true)
}

/** A permission as it is given to a key or an application. */
export const scopeOf = ({ permissions }: Pick<Hub, 'permissions'>, name: OrgPermission): Scope => ({
  name,
  title: permissions.titleOf(name),
  canWrite: !name.endsWith('.read'),
  module: permissions.moduleOf(name)?.name ?? null,
  level: permissions.levelOf(name),
})

export const scopeModules = ({ permissions }: Pick<Hub, 'permissions'>) =>
  permissions.modules.map(({ name, title }) => ({ name, title }))

/** What a key of the caller can be given, from the caller's live role. */
export async function listScopes(ctx: OrgContext): Promise<Scopes> {
  const { permissions, catalog, hub } = ctx
  const forTools = new Set<string>(toolScopes(catalog).all)
  const open = catalog.entries.filter(
    (entry) => unaskable(entry) && permissions.has(entry.meta.permission as OrgPermission),
  )
  return {
    scopes: [...permissions]
      .filter((name) => isOfUse(ctx, name))
      .map((name) => ({ ...scopeOf(hub, name), isForTools: forTools.has(name) })),
    modules: scopeModules(hub),
    unaskedTools: open.map(({ path, meta }) => ({
      procedure: path,
      title: meta.title,
      scope: meta.permission,
    })),
  }
}
