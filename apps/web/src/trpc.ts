import type { AppRouter } from '@hub/api'
import { dismissErrors } from '@hub/ui/toast'
import { MutationCache, onlineManager, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, createWSClient, httpBatchStreamLink, splitLink, wsLink } from '@trpc/client'
import type { TRPCClient, TRPCWebSocketClient } from '@trpc/client'
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { ComponentType, ReactNode } from 'react'
import { earlyLink } from './early-answers.ts'
import { toFailure } from './failure.ts'
import { listLink } from './list-link.ts'
import { ownRequestId, ownWritesLink } from './own-writes.ts'
import { madeFor, pageHeaders, pageUser } from './page-headers.ts'
import { sessionLink } from './session-link.ts'
import { stepUpLink } from './step-up.ts'

const context = createTRPCContext<AppRouter>()

interface TRPCProviderProps {
  children: ReactNode
  queryClient: QueryClient
  trpcClient: TRPCClient<AppRouter>
}
export const TRPCProvider: ComponentType<TRPCProviderProps> = context.TRPCProvider
/** The procedures as query options, for the organization of the page around it. */
export const useTRPC: () => TRPCOptionsProxy<AppRouter> = context.useTRPC
export const useTRPCClient: () => TRPCClient<AppRouter> = context.useTRPCClient

/** As many calls as one request may carry; the server refuses more. */
const BATCH = 20
const SOCKET_IDLE_MS = 15_000
/** The hub says something at least each 30 s. After a longer silence it is asked, and so long may its answer take. */
const KEEP_ALIVE = { enabled: true, intervalMs: 40_000, pongTimeoutMs: 10_000 }

/** One connection to the hub with its own cache: for one organization, or for the account when null. */
export interface Hub {
  org: string | null
  client: TRPCClient<AppRouter>
  queryClient: QueryClient
  trpc: TRPCOptionsProxy<AppRouter>
  /** Ends the connection by which it is followed; it would be tried again and again otherwise while the hub is away. */
  disconnect: () => void
}

function createHub(org: string | null): Hub {
  const socket = createSocket(org)
  const client = createClient(org, socket)
  const queryClient = new QueryClient({
    mutationCache: new MutationCache({
      // Whatever was done may have cost something, or be what was waited for: both on screen follow every act.
      onSettled: () => {
        if (org === null) return
        void queryClient.invalidateQueries(trpc.credits.balance.queryFilter())
        void queryClient.invalidateQueries(trpc.system.briefing.queryFilter())
      },
    }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isPassing(error) },
    },
  })
  // What was tried after an error was shown, and has worked, answers it.
  queryClient.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success')
      dismissErrors(event.mutation.state.submittedAt)
  })
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
  // What was done here and waits for the connection is sent also while another organization is on the page.
  const stop = onlineManager.subscribe((isOnline) => void (isOnline && queryClient.resumePausedMutations()))
  const disconnect = () => {
    stop()
    void socket.close()
  }
  return { org, client, queryClient, trpc, disconnect }
}

const createSocket = (org: string | null): TRPCWebSocketClient =>
  createWSClient({
    url: () => `${location.origin.replace(/^http/, 'ws')}/trpc/ws`,
    connectionParams: () => {
      const user = pageUser()
      return { ...(org !== null && { org }), ...(user !== undefined && { user }) }
    },
    lazy: { enabled: true, closeMs: SOCKET_IDLE_MS },
    // A connection may die without a word, as over a night asleep; what is followed would stand still unnoticed.
    keepAlive: KEEP_ALIVE,
  })

function createClient(org: string | null, socket: TRPCWebSocketClient): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      listLink,
      stepUpLink,
      sessionLink(() => socket.close()),
      earlyLink(org),
      ownWritesLink,
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpBatchStreamLink({
          url: '/trpc',
          maxItems: BATCH,
          headers: () => ({
            ...pageHeaders(),
            'x-request-id': ownRequestId(),
            ...(org !== null && { 'x-hub-org': org }),
          }),
        }),
      }),
    ],
  })
}

/** Worth another try by itself. */
const isPassing = (error: unknown): boolean =>
  ['NO_ANSWER', 'UNAVAILABLE', 'TIMEOUT'].includes(toFailure(error).code)

export interface Hubs {
  account: Hub
  /** The one of an organization, by slug; its cache never shows another organization's data. */
  of: (slug: string) => Hub
  /** Forgets everything that was read, when the person changes. */
  clear: () => void
}

export function createHubs(): Hubs {
  const account = createHub(null)
  const bySlug = new Map<string, Hub>()
  return {
    account,
    of(slug) {
      const known = bySlug.get(slug)
      if (known) return known
      const hub = createHub(slug)
      bySlug.set(slug, hub)
      return hub
    },
    clear() {
      for (const { queryClient, disconnect } of [account, ...bySlug.values()]) {
        queryClient.clear()
        disconnect()
      }
      bySlug.clear()
      madeFor(undefined)
    },
  }
}
