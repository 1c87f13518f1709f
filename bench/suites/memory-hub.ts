import { createHub } from '@hub/api/server'
import type { KeyKind } from '@hub/api/schemas/shared/key-kind'
import type { Hub } from '@hub/api/server'
import type { AnyRouter } from '@trpc/server'
import { benchHub } from './bench-hub.ts'
import { newApiKey } from '../../packages/api/src/platform/access/api-key.ts'
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
  emailVerifiedAt: '2026-01-05T08:00:00Z',
  platformRole: 'user',
  timeZone: null,
  cacheEpoch: 0,
  deletesAt: null,
  hasSecondFactor: false,
  memberships: [membership],
  lastSeenAt: new Date().toISOString(),
  authTime: new Date().toISOString(),
  amr: 'pwd',
  impersonatorId: null,
  machine: null,
}

const KEY = '0190a000-0000-7000-8000-000000000004'
const HOLD = '0190a000-0000-7000-8000-000000000005'
const TOOL_KEY = '0190a000-0000-7000-8000-000000000006'

/** The ids in every statement of this hub. */
export const memoryIds = { user: USER, org: ORG, key: KEY, hold: HOLD }

const keyAndOwner = (secretHash: Buffer, kind: KeyKind) => ({
  ...person,
  orgId: ORG,
  kind,
  scopes: ['ops.task.read', 'ops.task.write'],
  unaskedTools: [],
  secretHash: secretHash,
  lastUsedAt: new Date().toISOString(),
})

const price = { version: 1, book: {} }

/** What a statement asks of the ledger, by organization. */
export const actsOf = ([parts]: readonly unknown[]): { org: string; acts: { do: string }[] }[] =>
  JSON.parse(String(parts))

export interface MemoryHub {
  hub: Hub
  userId: string
  /** What a signed-in program sends, and API keys of the same person. */
  token: string
  key: string
  toolKey: string
}

/** A whole hub on stores in memory: one person, a member of one organization, signed in. */
export async function memoryHub(
  router: AnyRouter,
  seen?: (statement: SeenStatement) => void,
): Promise<MemoryHub> {
  const [program, assistant] = [newApiKey(KEY), newApiKey(TOOL_KEY)]
  const db = memoryDatabase(
    [
      // The first that matches counts: a task's statement names people too.
      { match: /from "ops_task"/, rows: [sampleTask] },
      {
        match: /join "auth_api_key"/,
        rows: (parameters) =>
          parameters.includes(TOOL_KEY)
            ? [keyAndOwner(assistant.hash, 'assistant')]
            : [keyAndOwner(program.hash, 'program')],
      },
      { match: /from "auth_user"/, rows: [person] },
      { match: /"credit_price"/, rows: [price] },
      { match: /audit_append/, rows: [{ seq: 1 }] },
      {
        match: /credit_act_for/,
        rows: (parameters) =>
          actsOf(parameters).flatMap(({ acts }) =>
            acts.map(() => ({ outcome: 'held', holdId: HOLD, available: 1_000_000 })),
          ),
      },
    ],
    seen,
  )
  const hub = createHub({
    db,
    ...benchHub,
    router,
  })
  const { token } = await hub.accessTokens.sign({ userId: USER, sessionId: SESSION })
  return { hub, userId: USER, token, key: program.text, toolKey: assistant.text }
}
