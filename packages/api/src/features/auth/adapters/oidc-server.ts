import { createHmac } from 'node:crypto'
import { IncomingMessage } from 'node:http'
import type { ServerResponse } from 'node:http'
import { errors, Provider } from 'oidc-provider'
import type { Interaction } from 'oidc-provider'
import type {
  AuthorizationServer,
  ConsentAnswer,
  ConsentRequest,
} from '../../../platform/access/authorization-server.ts'
import { sameBytes, sha256 } from '../../../platform/secrets/secrets.ts'
import { toolScopes } from '../../../platform/catalog/tool-scopes.ts'
import { AppError } from '../../../shared/errors.ts'
import { takeOauthLimit } from '../grants/limits.ts'
import { withOauthCaller } from '../grants/oauth-caller.ts'
import { claimInteraction } from './oidc-rows.ts'
import { oidcSettings, RESPONSE_MODES, SESSION_COOKIE } from './oidc-settings.ts'
import type { ServerOptions } from './oidc-settings.ts'

const METADATA = '/.well-known/oauth-authorization-server'

/** What the library would say of OpenID Connect, which is not offered here. */
const notOffered = [
  'claims_supported',
  'claim_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
]

/** Writes our scopes into the metadata, and keeps the library's session cookie, which names nothing, out of every answer. */
function trim(provider: Provider, { hub }: ServerOptions): void {
  provider.use(async (ctx, next) => {
    await next()
    const cookies = ctx.response.headers['set-cookie']
    const list = Array.isArray(cookies) ? cookies : []
    const kept = list.filter((cookie) => !cookie.startsWith(SESSION_COOKIE))
    if (kept.length > 0) ctx.set('set-cookie', kept)
    else ctx.remove('set-cookie')
    if (ctx.path !== METADATA || typeof ctx.body !== 'object' || ctx.body === null) return
    const body: Record<string, unknown> = {
      ...ctx.body,
      scopes_supported: toolScopes(hub().catalog).all,
      response_modes_supported: RESPONSE_MODES,
      // Without it the standard assumes a secret (RFC 8414 section 2).
      revocation_endpoint_auth_methods_supported: ['none'],
    }
    for (const name of notOffered) delete body[name]
    ctx.body = body
  })
}

interface Running {
  provider: Provider
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** A provider's keys are fixed, so a rotation of the hub's keys makes a new one. */
function providers(options: ServerOptions): () => Promise<Running> {
  const { hub } = options
  let current: (Running & { made: string }) | undefined
  return async () => {
    const key = await hub().accessTokens.signingKey()
    const { log, settings, secrets } = hub()
    const made = `${key.kid} ${secrets.ring.current}`
    if (current?.made === made) return current
    const provider = new Provider(settings.publicUrl, oidcSettings(options, { keys: [key] }))
    // Addresses come from PUBLIC_URL, which `asPublic` writes into each request, and never from what a client sends.
    provider.proxy = true
    // What it fails at is an event, below; Koa would print it as well.
    provider.silent = true
    trim(provider, options)
    provider.on('server_error', (_ctx, err) => log.error({ err }, 'authorization server failed'))
    provider.on('authorization.error', (_ctx, err) => log.info({ err }, 'authorization refused'))
    provider.on('grant.error', (_ctx, err) => log.info({ err }, 'token refused'))
    provider.on('registration_create.error', (_ctx, err) => log.info({ err }, 'client refused'))
    current = { made, provider, serve: provider.callback() }
    return current
  }
}

/** What the request would look like had it been sent to PUBLIC_URL itself. */
function asPublic(request: IncomingMessage, { publicUrl, ip }: { publicUrl: string; ip: string }): void {
  const { host, protocol } = new URL(publicUrl)
  delete request.headers['x-forwarded-host']
  Object.assign(request.headers, {
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-for': ip,
  })
}

/** The same request with another body, for what was read and checked before. */
function withBody({ method, url, headers, socket }: IncomingMessage, body: object): IncomingMessage {
  const text = Buffer.from(JSON.stringify(body))
  const copy = new IncomingMessage(socket)
  copy.method = method
  copy.url = url
  const { 'transfer-encoding': _encoding, ...rest } = headers
  copy.headers = { ...rest, 'content-type': 'application/json', 'content-length': String(text.length) }
  copy.push(text)
  copy.push(null)
  // Otherwise its end would close the connection as one that broke off.
  copy.complete = true
  return copy
}

/** No cookie, or one whose request is over, is an answer; a database that is away is not. */
function noneOrThrow(error: unknown): null {
  if (error instanceof errors.SessionNotFound) return null
  throw error
}

const macOf = (key: Parameters<typeof createHmac>[1], id: string): string =>
  createHmac('sha256', key).update(`consent|${id}`).digest('base64url')

async function requestOf(provider: Provider, { params }: Interaction): Promise<ConsentRequest | null> {
  const client = await provider.Client.find(String(params['client_id']))
  if (!client) return null
  const scope = params['scope']
  return {
    clientId: client.clientId,
    clientName: client.clientName ?? null,
    hasDocument: client.clientId.startsWith('https:'),
    redirectUri: String(params['redirect_uri']),
    scopes: typeof scope === 'string' ? scope.split(' ') : [],
  }
}

/** Answer for the library: whoever allowed it, the grant, and exactly the scopes that were ticked. */
function resultOf(answer: ConsentAnswer): Interaction['result'] {
  if (!answer.isAllowed) return { error: 'access_denied', error_description: 'The person said no.' }
  return { login: { accountId: answer.userId }, consent: { grantId: answer.grantId } }
}

/** OAuth 2.1 by oidc-provider on our own tables (ADR 0017); nothing outside these adapters knows the library. */
export function createAuthorizationServer(options: ServerOptions): AuthorizationServer {
  const { hub } = options
  const providerOf = providers(options)

  /** The id in a ticket of ours, or null. */
  function idIn(ticket: string): string | null {
    const [id = '', mac = ''] = ticket.split('.')
    const given = sha256(mac)
    return hub().keys.oauth.all.some((key) => sameBytes(sha256(macOf(key, id)), given)) ? id : null
  }

  async function interactionOf(ticket: string): Promise<{ provider: Provider; found: Interaction } | null> {
    const id = idIn(ticket)
    if (id === null) return null
    const { provider } = await providerOf()
    const found = await provider.Interaction.find(id)
    return found && !found.result ? { provider, found } : null
  }

  return {
    admit: (act, ip) => takeOauthLimit(hub(), act, ip),
    async handle({ request, response, ip, body }) {
      asPublic(request, { publicUrl: hub().settings.publicUrl, ip })
      const { serve } = await providerOf()
      await withOauthCaller(request, ip, () =>
        serve(body === undefined ? request : withBody(request, body), response),
      )
    },
    async ticketOf({ request, response, ip }) {
      asPublic(request, { publicUrl: hub().settings.publicUrl, ip })
      const { provider } = await providerOf()
      const found = await provider.interactionDetails(request, response).catch(noneOrThrow)
      return found && { id: found.uid, ticket: `${found.uid}.${macOf(hub().keys.oauth.current, found.uid)}` }
    },
    async find(ticket) {
      const interaction = await interactionOf(ticket)
      return interaction && requestOf(interaction.provider, interaction.found)
    },
    async claim(ticket) {
      const id = idIn(ticket)
      return id !== null && claimInteraction(hub(), id)
    },
    async answer(ticket, answer) {
      const interaction = await interactionOf(ticket)
      if (!interaction) throw new AppError('CONFLICT', { message: 'This request is over.' })
      const { found } = interaction
      found.result = resultOf(answer)
      if (answer.isAllowed) found.params['scope'] = answer.scopes.join(' ')
      await found.persist()
      return found.returnTo
    },
  }
}
