import { createTRPCClient, createWSClient, httpBatchLink, splitLink, wsLink } from '@trpc/client'
import type { TRPCClient } from '@trpc/client'
import type { AppRouter } from './router.ts'

export interface HubClientOptions {
  /** Where the hub is, for example https://hub.example.com. */
  url: string
  /** An API key for programs, made on the Connect page. */
  key: string
}

export type HubClient = TRPCClient<AppRouter>

/** As many calls as one request may carry; the hub refuses more. */
const BATCH = 20

/** Node's WebSocket takes headers; the standard does not, and neither do a browser's types, which a program may load. */
const socketWith = (headers: Record<string, string>) =>
  class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers } as unknown as string[])
    }
  }

/**
 * Every procedure of the hub, typed, for a program with a key: queries and mutations in batches over HTTP, subscriptions
 * over a WebSocket that is open only while one runs. A refusal is a TRPCClientError whose `data` is the hub's error object.
 */
export function createHubClient({ url, key }: HubClientOptions): HubClient {
  const { origin } = new URL(url)
  const headers = { authorization: `Bearer ${key}` }
  const socket = createWSClient({
    url: `${origin.replace(/^http/, 'ws')}/trpc/ws`,
    WebSocket: socketWith(headers),
    lazy: { enabled: true, closeMs: 0 },
  })
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpBatchLink({ url: `${origin}/trpc`, headers, maxItems: BATCH }),
      }),
    ],
  })
}
