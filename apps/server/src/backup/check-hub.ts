import { NIL_ORG, openDatabase, verifyAuditChain, verifyLedger } from '@hub/db'
import type { Database } from '@hub/db'
import { modules } from '@hub/api/server'
import { seldom } from './progress.ts'
import type { OnProgress } from './progress.ts'

export interface HubCheck {
  organizations: number
  auditEntries: number
  ledgerEntries: number
  /** What is wrong, in words; empty where all is well. */
  faults: string[]
}

async function checkOrganization(db: Database, { id, slug }: { id: string; slug: string }, into: HubCheck) {
  const handle = db.org(id)
  const ledger = await verifyLedger(handle, id)
  into.ledgerEntries += ledger.entries
  into.faults.push(...ledger.differences.map((one) => `credits of ${slug}: ${one}`))
  await checkChain(handle, { id, slug }, into)
  for (const { name, verify } of modules)
    if (verify)
      for (const { check, detail } of await verify(handle))
        into.faults.push(`${name} of ${slug}: ${check}, ${detail}`)
}

async function checkChain(
  handle: Parameters<typeof verifyAuditChain>[0],
  { id, slug }: { id: string; slug: string },
  into: HubCheck,
) {
  const audit = await verifyAuditChain(handle, id)
  into.auditEntries += audit.entries
  if (!audit.ok)
    into.faults.push(`audit log of ${slug}: ${audit.fault ?? 'changed'} from entry ${audit.firstBadSeq ?? 1}`)
}

/** Recomputes every organization's credits, audit log and what modules keep, and the platform's audit log. */
export async function checkHub(db: Database, onProgress: OnProgress): Promise<HubCheck> {
  const into: HubCheck = { organizations: 0, auditEntries: 0, ledgerEntries: 0, faults: [] }
  const tell = seldom(onProgress)
  const all = await db.system.selectFrom('organization').select(['id', 'slug']).orderBy('id').execute()
  for (const one of all) {
    await checkOrganization(db, one, into)
    into.organizations += 1
    tell(`${into.organizations} of ${all.length} organizations are checked …`)
  }
  await checkChain(db.system, { id: NIL_ORG, slug: 'the platform' }, into)
  return into
}

/** The same behind these addresses, for as long as it takes. */
export async function checkDatabase(
  urls: { appUrl: string; systemUrl: string },
  onProgress: OnProgress,
): Promise<HubCheck> {
  const db = openDatabase({ ...urls, modules, poolSize: 2, systemPoolSize: 2, onError: () => undefined })
  try {
    return await checkHub(db, onProgress)
  } finally {
    await db.close()
  }
}
