import { uuidv7 } from '@hub/db'
import type { ConsentRequest } from '../../../platform/access/authorization-server.ts'
import type { AuthedContext, OrgContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { AppError } from '../../../shared/errors.ts'
import { scopeModules, scopeOf } from '../api-keys/service.ts'
import { clientConnectedMail } from '../mails.ts'
import { isTranslatedHost, nameDoubts } from './look-alikes.ts'
import { redirectTarget } from './redirects.ts'
import type { AllowRequest, ConsentDetails, ConsentDone, DenyRequest, FindRequest } from './schema.ts'

const DAY_MS = 24 * 3600 * 1000
/** Nobody's assistant goes on for longer without being asked again (ASVS 10.4.8); a sign-in ends after as long. */
const GRANT_DAYS = 90

const ended = () =>
  new AppError('NOT_FOUND', {
    message: 'This request is over: it was answered, or took too long. Start again in the application.',
  })

async function requestOf({ hub }: AuthedContext, ticket: string): Promise<ConsentRequest> {
  const request = await hub.authorizationServer.find(ticket)
  if (!request) throw ended()
  return request
}

/** A client without a name is known by where its answers go. */
const nameOf = ({ clientName, redirectUri }: ConsentRequest): string =>
  clientName ?? redirectTarget(redirectUri).host

/** Everything a person needs to decide, with what could be a trick said plainly. */
export async function getConsentDetails(
  ctx: AuthedContext,
  { ticket }: FindRequest,
): Promise<ConsentDetails> {
  const request = await requestOf(ctx, ticket)
  const identity = await ctx.identity()
  const clientName = nameOf(request)
  const { host, isLocal } = redirectTarget(request.redirectUri)
  const asked = ctx.hub.permissions.names.filter((name) => request.scopes.includes(name))
  return {
    clientName,
    clientId: request.clientId,
    hasDocument: request.hasDocument,
    redirectHost: host,
    isLocal,
    isTranslatedHost: isTranslatedHost(host),
    ...nameDoubts(clientName),
    scopes: asked.map((name) => scopeOf(ctx.hub, name)),
    modules: scopeModules(ctx.hub),
    organizations: identity.memberships
      .filter(({ isSuspended }) => !isSuspended)
      .map((membership) => {
        const held = ctx.hub.permissions.in(identity, membership)
        const { slug, name, role } = membership
        return { slug, name, role, scopes: asked.filter((scope) => held.has(scope)) }
      }),
  }
}

/** A client is never given more than it asked for, nor more than the person holds here now. */
function checkScopes({ hub, permissions }: OrgContext, request: ConsentRequest, scopes: readonly string[]) {
  const chosen = hub.permissions.names.filter((name) => scopes.includes(name))
  const isFine = chosen.length === scopes.length && chosen.every((name) => permissions.has(name))
  if (isFine && chosen.every((name) => request.scopes.includes(name))) return chosen
  throw new AppError('FORBIDDEN', {
    message: 'Your role here does not hold all of this, or the application did not ask for it.',
  })
}

/** Connects the client to one organization in the caller's name; the caller's live role goes on cutting it (AUTH-14). */
export async function allowRequest(ctx: OrgContext, input: AllowRequest): Promise<ConsentDone> {
  const { actor, hub, org } = ctx
  const server = hub.authorizationServer
  if (!actor.isEmailVerified) throw new AppError('EMAIL_NOT_VERIFIED')
  const request = await server.find(input.ticket)
  if (!request) throw ended()
  const scopes = checkScopes(ctx, request, [...new Set(input.scopes)])
  if (!(await server.claim(input.ticket))) throw ended()
  const id = uuidv7()
  const clientName = nameOf(request)
  const { host } = redirectTarget(request.redirectUri)
  await ctx.write(async (tx) => {
    const now = ctx.now()
    await tx
      .insertInto('oauthGrant')
      .values({
        id,
        orgId: org.orgId,
        userId: actor.userId,
        clientId: request.clientId,
        clientName,
        redirectHost: host,
        scopes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + GRANT_DAYS * DAY_MS),
      })
      .execute()
    requestMail(tx, clientConnectedMail(hub.settings.publicUrl, actor, { clientName, host, org }))
    tx.audit('auth.grant.created', { grant: id }, { client: clientName, redirectHost: host, scopes })
  })
  const answer = { isAllowed: true, userId: actor.userId, grantId: id, scopes } as const
  return { redirectTo: await server.answer(input.ticket, answer) }
}

/** Sends the browser back with a no. */
export async function denyRequest(ctx: AuthedContext, { ticket }: DenyRequest): Promise<ConsentDone> {
  const server = ctx.hub.authorizationServer
  const request = await requestOf(ctx, ticket)
  if (!(await server.claim(ticket))) throw ended()
  await ctx.system.write(async (tx) =>
    tx.audit('auth.grant.denied', { user: ctx.actor.userId }, { client: nameOf(request) }),
  )
  return { redirectTo: await server.answer(ticket, { isAllowed: false }) }
}
