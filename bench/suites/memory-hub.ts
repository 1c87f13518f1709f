import { createHub } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import type { AnyRouter } from '@trpc/server'
import { newApiKey } from '../../packages/api/src/platform/api-key.ts'
import { memoryDatabase } from './memory-database.ts'
import type { SeenStatement } from './memory-database.ts'
import { sampleTask } from './sample-task.ts'

const USER = '0190a000-0000-7000-8000-000000000001'
const SESSION = '0190a000-0000-7000-8000-000000000002'
const ORG = '0190a000-0000-7000-8000-000000000003'

const membership = {
  orgId: ORG,
  slug: 'bench',
  name: 'Bench & Co',
  role: 'owner',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  requiresSecondFactor: false,
  isSuspended: false,
  epochs: {},
}

const person = {
  id: USER,
  email: 'maeve@example.test',
  name: 'Maeve Adler',
  email_verified_at: '2026-01-05T08:00:00Z',
  platform_role: 'user',
  time_zone: null,
  cache_epoch: 0,
  deletes_at: null,
  has_second_factor: false,
  memberships: [membership],
  last_seen_at: new Date().toISOString(),
  auth_time: new Date().toISOString(),
  amr: 'pwd',
  impersonator_id: null,
}

const KEY = '0190a000-0000-7000-8000-000000000004'
const HOLD = '0190a000-0000-7000-8000-000000000005'

/** The ids in every statement of this hub. */
export const memoryIds = { user: USER, org: ORG, key: KEY, hold: HOLD }

const keyAndOwner = (secretHash: Buffer) => ({
  ...person,
  org_id: ORG,
  scopes: ['ops.task.read', 'ops.task.write'],
  unasked_tools: [],
  secret_hash: secretHash,
  last_used_at: new Date().toISOString(),
})

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const taskRow = Object.fromEntries(Object.entries(sampleTask).map(([name, value]) => [snake(name), value]))

const price = { version: 1, book: {} }

export interface MemoryHub {
  hub: Hub
  userId: string
  /** What a signed-in program sends, and an API key of the same person. */
  token: string
  key: string
}

/** A whole hub on stores in memory: one person, a member of one organization, signed in. */
export async function memoryHub(
  router: AnyRouter,
  seen?: (statement: SeenStatement) => void,
): Promise<MemoryHub> {
  const { text: key, hash } = newApiKey(KEY)
  const db = memoryDatabase(
    [
      // The first that matches counts: a task's statement names people too.
      { match: /from "ops_task"/, rows: [taskRow] },
      { match: /join "auth_api_key"/, rows: [keyAndOwner(hash)] },
      { match: /from "auth_user"/, rows: [person] },
      { match: /"credit_price"/, rows: [price] },
      { match: /audit_append/, rows: [{ seq: 1 }] },
      { match: /credit_act/, rows: [{ outcome: 'held', hold_id: HOLD, available: 1_000_000 }] },
    ],
    seen,
  )
  const hub = createHub({
    db,
    secret: 'a secret of the benchmarks, long enough to be accepted',
    settings: {
      publicUrl: 'http://localhost:3000',
      registration: 'open',
      passwordPolicy: 'default',
      refreshDays: 30,
      callsPerHour: { anonymous: 1_000_000_000, user: 1_000_000_000 },
      model: null,
    },
    mail: { send: async () => undefined },
    router,
  })
  const { token } = await hub.accessTokens.sign({ userId: USER, sessionId: SESSION })
  return { hub, userId: USER, token, key }
}
