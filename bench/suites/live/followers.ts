import type { AppRouter } from '@hub/api'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, field } from '../../faults/clients.ts'
import type { Caller } from '../../faults/clients.ts'
import { serveParent } from '../child.ts'
import type { Account } from '../users/browser.ts'

const AT_ONCE = 20

export interface Crowd {
  origin: string
  accounts: Account[]
  /** Tabs of each person. */
  tabs: number
}

export interface Writing {
  times: number
  pauseMs: number
}

/** When each follower heard of a task, by its id. */
const heard = new Map<string, number[]>()
const callers: Caller[] = []
let isOpen = 0

async function signIn(origin: string, { email, password, org, address }: Account): Promise<Caller> {
  const answer = await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST',
    // From one address for all of them the hub would let in only a few.
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ email, password }),
  })
  const { accessToken } = (await answer.json()) as { accessToken?: string }
  if (accessToken === undefined) throw new Error(`Nobody is signed in: status ${answer.status}.`)
  return { origin, credential: accessToken, org }
}

/** A tab of its own connection; resolves when it follows. */
function follow({ origin, credential, org }: Caller, address: string): Promise<void> {
  const headers = { authorization: `Bearer ${credential}`, 'x-forwarded-for': address }
  class Socket extends WebSocket {
    constructor(url: string | URL) {
      // Node's own takes headers in place of protocols; the types know only what browsers take.
      super(url, { headers } as unknown as string[])
    }
  }
  const client = createWSClient({
    url: `${origin.replace(/^http/, 'ws')}/trpc/ws`,
    connectionParams: org === undefined ? null : { org },
    WebSocket: Socket,
  })
  return new Promise((resolve, reject) => {
    createTRPCClient<AppRouter>({ links: [wsLink({ client })] }).live.stream.subscribe(
      {},
      {
        onData({ data }) {
          const now = performance.now()
          if (data.type === 'beat') return
          if (data.type === 'ready') {
            isOpen += 1
            resolve()
          }
          for (const { id } of data.changes.flatMap(({ rows }) => rows))
            heard.set(id, [...(heard.get(id) ?? []), now])
        },
        onError: reject,
      },
    )
  })
}

serveParent(undefined, {
  async follow({ origin, accounts, tabs }: Crowd): Promise<number> {
    for (let from = 0; from < accounts.length; from += AT_ONCE)
      await Promise.all(
        accounts.slice(from, from + AT_ONCE).map(async (account) => {
          const caller = await signIn(origin, account)
          callers.push(caller)
          await Promise.all(Array.from({ length: tabs }, () => follow(caller, account.address)))
        }),
      )
    return isOpen
  },
  /** From the moment a write is sent until each tab of its organization has heard of it, in milliseconds. */
  async write({ times, pauseMs }: Writing): Promise<number[]> {
    const sent = new Map<string, number>()
    for (let n = 0; n < times; n += 1) {
      const caller = callers[(n * 7) % callers.length]
      if (!caller) throw new Error('nobody follows')
      const at = performance.now()
      const made = await callRest(caller, { path: 'modules/ops/tasks/create', body: { title: `Task ${n}` } })
      sent.set(field<string>(made, 'id'), at)
      await sleep(pauseMs)
    }
    await sleep(1_000)
    return [...sent].flatMap(([id, at]) => (heard.get(id) ?? []).map((when) => when - at))
  },
})
