import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { TestOrg } from '@hub/api/testing'
import { consentBrowser } from './consent-browser.ts'
import type { ConsentBrowser } from './consent-browser.ts'
import { REDIRECT } from './mcp-sign-in.ts'
import type { ServedHub } from './serve.ts'

export interface TokenAnswer {
  access_token: string
  refresh_token: string
  scope: string
  expires_in: number
  error?: string
}

export const READ = 'ops.task.read'
export const WRITE = 'ops.task.write'

interface Walk {
  org: Pick<TestOrg, 'orgId' | 'slug' | 'owner'>
  userId?: string
  clientId?: string
  browser?: ConsentBrowser
  scopes?: string[]
  /** The address that is asked for, in place of /mcp. */
  resource?: string
}

const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** What a client sends by itself, right or wrong. */
function endpoints(hub: ServedHub) {
  const post = (path: string, fields: Record<string, string>) =>
    hub.request(path, { method: 'POST', body: new URLSearchParams(fields) })
  const register = (fields: Record<string, unknown> = {}): Promise<Response> =>
    hub.request('/oauth/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [REDIRECT], client_name: 'Probe Desktop', ...fields }),
    })
  return {
    post,
    register,
    async registered(fields: Record<string, unknown> = {}): Promise<string> {
      const answer = (await (await register(fields)).json()) as { client_id: string }
      return answer.client_id
    },
    exchange: (clientId: string, code: string, changes: Record<string, string> = {}) =>
      post('/oauth/token', {
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
        resource: `${hub.origin}/mcp`,
        ...changes,
      }),
    refresh: (clientId: string, refreshToken: string, changes: Record<string, string> = {}) =>
      post('/oauth/token', {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshToken,
        ...changes,
      }),
  }
}

/** A client by hand, which may also do what no library would. */
export function oauthClient(hub: ServedHub) {
  const client = endpoints(hub)

  /** The address a person is sent to; a value of undefined takes a parameter away. */
  function authorizeUrl(clientId: string, changes: Record<string, string | undefined> = {}): URL {
    const url = new URL(`${hub.origin}/oauth/authorize`)
    const params = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: REDIRECT,
      state: randomUUID(),
      scope: `${READ} ${WRITE}`,
      resource: `${hub.origin}/mcp`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    }
    for (const [name, value] of Object.entries(params))
      if (value !== undefined) url.searchParams.set(name, value)
    return url
  }

  /** The whole way to a code. */
  async function codeFor({ org, userId = org.owner.userId, scopes = [READ, WRITE], ...rest }: Walk) {
    const clientId = rest.clientId ?? (await client.registered())
    const browser = rest.browser ?? consentBrowser(hub)
    await browser.signIn(hub, userId)
    const asked = rest.resource === undefined ? {} : { resource: rest.resource }
    const { consent } = await browser.open(authorizeUrl(clientId, asked))
    const back = await browser.finish(await browser.allow(consent ?? '', { org: org.slug, scopes }))
    return { clientId, browser, code: back.searchParams.get('code') ?? '' }
  }

  /** The whole way to tokens. */
  async function tokensFor(walk: Walk): Promise<TokenAnswer & { clientId: string; browser: ConsentBrowser }> {
    const { clientId, browser, code } = await codeFor(walk)
    const named = walk.resource === undefined ? {} : { resource: walk.resource }
    const tokens = (await (await client.exchange(clientId, code, named)).json()) as TokenAnswer
    return { ...tokens, clientId, browser }
  }

  return { ...client, authorizeUrl, codeFor, tokensFor }
}

/** What one MCP request is sent with. */
export const mcpRequest = (token: string | null, message: Record<string, unknown> = {}): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(token !== null && { authorization: `Bearer ${token}` }),
  },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {}, ...message }),
})

/** One MCP request with whatever is shown. */
export const askMcp = (hub: ServedHub, token: string | null, message: Record<string, unknown> = {}) =>
  hub.request('/mcp', mcpRequest(token, message))

export const callTool = (name: string, args: Record<string, unknown> = {}) => ({
  method: 'tools/call',
  params: { name, arguments: args },
})

/** The result of a tool in the stream's one event. */
export async function toolResult(
  response: Response,
): Promise<{ isError?: boolean; structuredContent?: unknown }> {
  const text = await response.text()
  const data = /^data: ?(.*)$/m.exec(text)?.[1] ?? text
  return (JSON.parse(data) as { result: { isError?: boolean } }).result
}

/** The tools a token is shown; none where it is refused. */
export async function toolNames(hub: ServedHub, token: string): Promise<string[]> {
  const result = (await toolResult(await askMcp(hub, token))) as { tools?: { name: string }[] }
  return (result.tools ?? []).map(({ name }) => name)
}
