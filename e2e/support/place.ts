import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the hub of this run listens. A run beside another one sets HUB_E2E_PORT. */
export const port = Number(process.env['HUB_E2E_PORT'] ?? 3177)
/** Where tests change the websites that the hub of this run can scan. */
export const websitesPort = port + 10_000
export const origin = `http://localhost:${port}`

/**
 * Everything this run writes except reports. Not in the project: PostgreSQL runs as another user when
 * root runs the tests, and that user has to reach its data.
 */
export const runDir = process.env['HUB_E2E_DIR'] ?? join(tmpdir(), `hub-e2e-${randomUUID()}`)

/** What the hub printed at its start. */
export const bannerFile = join(runDir, 'banner.txt')
