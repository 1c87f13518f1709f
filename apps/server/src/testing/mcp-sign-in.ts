import { randomUUID } from 'node:crypto'
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

export interface StoredTokens {
  access_token: string
  token_type: string
  refresh_token?: string
  scope?: string
}

export interface RegisteredClient {
  client_id: string
}

export const REDIRECT = 'http://localhost:33418/callback'

/** What an MCP client keeps while it signs in; both generations of the SDK take the same object. */
export function clientMemory(redirectUrl = REDIRECT) {
  const kept: { client?: RegisteredClient; tokens?: StoredTokens; verifier?: string; asked?: URL } = {}
  const state = randomUUID()
  return {
    kept,
    provider: {
      redirectUrl,
      clientMetadata: {
        redirect_uris: [redirectUrl],
        client_name: 'Probe Desktop',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      state: () => state,
      clientInformation: () => kept.client,
      saveClientInformation: (client: RegisteredClient) => void (kept.client = client),
      tokens: () => kept.tokens,
      saveTokens: (tokens: StoredTokens) => void (kept.tokens = tokens),
      redirectToAuthorization: (url: URL) => void (kept.asked = url),
      saveCodeVerifier: (verifier: string) => void (kept.verifier = verifier),
      codeVerifier: () => kept.verifier ?? '',
    },
  }
}

export type ClientMemory = ReturnType<typeof clientMemory>

interface Connected {
  tools(): Promise<string[]>
  close(): Promise<void>
}

interface Attempt {
  connect(): Promise<Connected>
  finishAuth(answer: URL): Promise<void>
}

export type Generation = 'v1' | 'v2'

/** One try of a real client to connect; each try has its own transport, as their documentation says. */
export function mcpAttempt(generation: Generation, endpoint: URL, { provider }: ClientMemory): Attempt {
  if (generation === 'v1') {
    const transport = new OldTransport(endpoint, { authProvider: provider })
    const client = new OldClient({ name: 'probe', version: '1' })
    return {
      async connect() {
        // The v1 client's own types are not exact about optional properties.
        await client.connect(transport as Parameters<typeof client.connect>[0])
        return {
          tools: async () => (await client.listTools()).tools.map(({ name }) => name),
          close: () => client.close(),
        }
      },
      finishAuth: (answer) => transport.finishAuth(answer.searchParams.get('code') ?? ''),
    }
  }
  const transport = new ModernTransport(endpoint, { authProvider: provider })
  const client = new ModernClient({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  return {
    async connect() {
      await client.connect(transport)
      return {
        tools: async () => (await client.listTools()).tools.map(({ name }) => name),
        close: () => client.close(),
      }
    },
    finishAuth: (answer) => transport.finishAuth(answer.searchParams),
  }
}
