import { jobState, outboxState } from '@hub/api/server'
import type { Database } from '@hub/db'
import { isDamage } from '../../start-failure.ts'
import { verifyAudit } from '../audit.ts'
import { verifyCredits } from '../credits.ts'
import { RESTORE, failure, ok, reasonOf, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** The same limit as `/health`. */
const LATE_SECONDS = 60

type Look = (hub: { db: Database }) => Promise<Finding>

const ledger: Look = async (hub) => {
  const { organizations } = await verifyCredits(hub, undefined)
  const wrong = organizations.filter((one) => !one.ok)
  const entries = organizations.reduce((sum, one) => sum + one.entries, 0)
  return wrong.length === 0
    ? ok('ledger', `${entries} entries of ${organizations.length} organizations add up`)
    : failure(
        'ledger',
        `wrong for ${wrong.map(({ organization }) => organization).join(', ')}`,
        'Keep a copy of the database as it is, and see the differences: npm run hub -- credits verify',
      )
}

const audit: Look = async (hub) => {
  const { chains } = await verifyAudit(hub, undefined)
  const wrong = chains.filter((one) => !one.ok)
  const entries = chains.reduce((sum, one) => sum + one.entries, 0)
  return wrong.length === 0
    ? ok('audit', `${entries} entries of ${chains.length} logs are whole`)
    : failure(
        'audit',
        `wrong in ${wrong.map(({ chain, firstBadSeq }) => `${chain} from entry ${firstBadSeq ?? 1}`).join(', ')}`,
        'Keep a copy of the database as it is, find out who had direct access, and compare with the last good backup.',
      )
}

const outbox: Look = async ({ db }) => {
  const { waiting, dead, oldestSeconds } = await outboxState(db.system)
  if (dead > 0)
    return warning(
      'outbox',
      `${dead} events were given up`,
      'See whose they are (npm run hub -- events listeners), mend the cause, and have them heard again with events replay.',
    )
  return oldestSeconds > LATE_SECONDS
    ? warning(
        'outbox',
        `${waiting} events wait, the oldest for ${Math.round(oldestSeconds)} s`,
        'Start the hub or a worker; if one runs, its log says why it does not deliver.',
      )
    : ok('outbox', `${waiting} events wait`)
}

const jobs: Look = async ({ db }) => {
  const { waiting, dead, oldestSeconds } = await jobState(db.system)
  if (dead > 0)
    return warning(
      'jobs',
      `${dead} were given up`,
      'See why: npm run hub -- jobs list --status dead; then jobs retry <id>, or jobs discard <id>.',
    )
  return oldestSeconds > LATE_SECONDS
    ? warning(
        'jobs',
        `${waiting} wait, the oldest is due since ${Math.round(oldestSeconds)} s`,
        'Start the hub or a worker; RUN_JOBS=false leaves jobs to workers.',
      )
    : ok('jobs', `${waiting} wait`)
}

const looks: Readonly<Record<string, Look>> = { ledger, audit, outbox, jobs }

/** What is kept in the database, recomputed and counted. One that cannot be read keeps no other from being looked at. */
export async function recordFindings(hub: { db: Database }): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, look] of Object.entries(looks))
    findings.push(
      await look(hub).catch((error: unknown) =>
        failure(
          name,
          `cannot be read: ${reasonOf(error)}`,
          isDamage(error) ? RESTORE : 'Mend what is said about the database first.',
        ),
      ),
    )
  return findings
}

/** The same where there is no database to look into. */
export const unreadRecords = (why: string): Finding[] =>
  Object.keys(looks).map((name) => ({ name, status: 'warning', found: `not looked at: ${why}`, next: null }))
