import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appRouter } from '@hub/api/server'
import { issueKey } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { TEST_SECRET } from '@hub/db/testing'
import { serveHub } from './serve.ts'
import type { ServedHub } from './serve.ts'

/** A served hub as programs beside it find it: its database, its secret, and a key of one organization. */
export interface ProgramHub {
  hub: ServedHub
  org: TestOrg
  /** The owner's API key for programs. */
  key: string
  /** The owner's API key for assistants. */
  toolKey: string
  /** A state folder in which no hub was ever started. */
  stateDir: string
  /** The environment of a program on the same machine. */
  here: { DATABASE_URL: string; HUB_SECRET: string; HUB_STATE_DIR: string }
  stop(): Promise<void>
}

export async function serveForPrograms(): Promise<ProgramHub> {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-program-'))
  const hub = await serveHub({ router: appRouter })
  const org = await hub.newOrg()
  const owner = { orgId: org.orgId, userId: org.owner.userId }
  const { text: key } = await issueKey(hub.hub, owner)
  const { text: toolKey } = await issueKey(hub.hub, { ...owner, kind: 'assistant' })
  return {
    hub,
    org,
    key,
    toolKey,
    stateDir,
    here: { DATABASE_URL: hub.database.adminUrl, HUB_SECRET: TEST_SECRET, HUB_STATE_DIR: stateDir },
    async stop() {
      await hub.stop()
      rmSync(stateDir, { recursive: true })
    },
  }
}
