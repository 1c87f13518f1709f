import { existsSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { isWeak, inspectHub, storedSecrets } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { AdvisedError, attachEmbedded, hasDataFolder, resolveStateDir } from '@hub/db/embedded'
import { startDatabase } from '../../database.ts'
import type { ServerDatabase } from '../../database.ts'
import { loadEnv } from '../../env.ts'
import type { Env } from '../../env.ts'
import { isDamage } from '../../start-failure.ts'
import { withLocalHub } from '../local-hub.ts'
import { findBackups } from './backups.ts'
import { databaseFindings, isReadable } from './database.ts'
import { RESTORE, failure, reasonOf, warning, worstOf } from './finding.ts'
import type { Finding, Status } from './finding.ts'
import { keptFilesFinding } from './kept-files.ts'
import { diskFinding, nodeFinding } from './machine.ts'
import { recordFindings, unreadRecords } from './records.ts'
import { filesFinding, mailFinding, modelFinding, processFinding, sharedFindings } from './services.ts'
import { settingsFailure, settingsFinding } from './settings.ts'
import { folderFinding, leftoversFinding, mendFolder, rightsFinding } from './state-folder.ts'

export interface DoctorOptions {
  source: NodeJS.ProcessEnv
  /** Mend what is safe to mend. */
  fix: boolean
  /** With `fix`: run the migrations too. */
  migrate: boolean
}

export interface DoctorReport {
  status: Status
  /** 0 all is well, 1 something to look at, 2 something is broken. */
  code: number
  /** What was mended, in sentences. */
  fixed: string[]
  findings: Finding[]
}

/** Looks at every part of the hub of this machine; looking changes nothing. What cannot be looked at keeps nothing else from it. */
export async function examine({ source, fix, migrate }: DoctorOptions): Promise<DoctorReport> {
  const stateDir = resolveStateDir(source)
  const env = readEnv(source, stateDir)
  const fixed = fix ? mended(stateDir, env) : []
  const folder = [
    nodeFinding(process.versions.node),
    folderFinding(stateDir),
    ...(existsSync(stateDir)
      ? [rightsFinding(stateDir), leftoversFinding(stateDir), diskFinding(stateDir)]
      : []),
  ]
  const isSafe = folder.every(({ status }) => status !== 'failure')
  const found = 'error' in env ? [] : await withSettings(env, { isSafe, fixed, migrate: fix && migrate })
  const settings = 'error' in env ? settingsFailure(env.error) : settingsFinding(env)
  const backups = await findBackups('error' in env ? undefined : env)
  const findings = [settings, ...folder, ...found, backups]
  return { ...worstOf(findings), fixed, findings }
}

/** A start makes a secret where there is none, and closes the file of one that others can read; a look does neither. */
function readEnv(source: NodeJS.ProcessEnv, stateDir: string): Env | { error: unknown } {
  const isSet = Boolean(source['HUB_SECRET']) || Boolean(source['HUB_SECRET_FILE'])
  const made = hasDataFolder(stateDir) ? '' : randomBytes(48).toString('base64url')
  const own = storedSecrets(stateDir)?.secret ?? made
  // One that is damaged or gone is left to the start, which says so.
  const isOwn = !isSet && source['NODE_ENV'] !== 'production' && !isWeak(own)
  try {
    return loadEnv(isOwn ? { ...source, HUB_SECRET: own } : source)
  } catch (error) {
    return { error }
  }
}

function mended(stateDir: string, env: Env | { error: unknown }): string[] {
  try {
    return mendFolder(stateDir, { keepsFiles: !('error' in env) && !env.s3 })
  } catch (error) {
    return [`Could not mend everything: ${reasonOf(error)}`]
  }
}

interface Situation {
  /** Whether the folder is fit to start the built-in database in. */
  isSafe: boolean
  fixed: string[]
  migrate: boolean
}

async function withSettings(env: Env, situation: Situation): Promise<Finding[]> {
  const services = Promise.all([mailFinding(env), filesFinding(env), processFinding(env)])
  const others = Promise.all([modelFinding(env), sharedFindings(env)])
  const database = await withDatabase(env, situation)
  return [...database, ...(await services), ...(await others).flat()]
}

async function withDatabase(env: Env, situation: Situation): Promise<Finding[]> {
  const { databaseUrl, stateDir } = env
  try {
    if (databaseUrl === undefined && !hasDataFolder(stateDir))
      return [
        warning('database', 'there is none yet', 'Start the hub once (npm start); the first start makes it.'),
        ...unreadRecords('there is no database yet'),
      ]
    const database = await reached(env, situation)
    if (!database)
      return [
        warning(
          'database',
          'not started, because its folder is not as it should be',
          'Mend what is said about the folder first; doctor --fix does what is safe.',
        ),
        ...unreadRecords('the database was not started'),
      ]
    try {
      return await inDatabase(env, database, situation)
    } finally {
      await database.stop()
    }
  } catch (error) {
    return [unreached(error, databaseUrl), ...unreadRecords('the database does not answer')]
  }
}

function unreached(error: unknown, databaseUrl: string | undefined): Finding {
  const name = 'database'
  if (databaseUrl === undefined && isDamage(error))
    return failure(name, 'it is damaged, and does not start', RESTORE)
  if (error instanceof AdvisedError) return failure(name, error.found, error.next)
  return databaseUrl === undefined
    ? failure(name, reasonOf(error), 'See what it says: npm run hub -- logs')
    : failure(name, reasonOf(error), 'Start PostgreSQL, or correct DATABASE_URL.')
}

/** One that runs is looked at in any case; the built-in one is started for the look only where that can do no harm. */
async function reached(env: Env, { isSafe }: Situation): Promise<ServerDatabase | undefined> {
  if (isSafe || env.databaseUrl !== undefined) return startDatabase(env)
  // Of a folder that cannot be written, the folder is what is told.
  const running = await attachEmbedded({ stateDir: env.stateDir }).catch(() => undefined)
  return running && { ...running, embedded: true, description: 'built-in PostgreSQL' }
}

async function inDatabase(
  env: Env,
  { adminUrl, embedded, description }: ServerDatabase,
  { fixed, migrate }: Situation,
): Promise<Finding[]> {
  const look = () => inspectHub({ adminUrl, embedded, secret: env.secret })
  let inspection = await look()
  const pending = inspection.migrations?.pending ?? []
  if (migrate && pending.length > 0 && inspection.migrations?.unknown.length === 0) {
    await withLocalHub(async () => undefined)
    fixed.push(`Ran ${pending.length} migrations: ${pending.join(', ')}.`)
    inspection = await look()
  }
  const findings = databaseFindings(inspection, description)
  if (!isReadable(inspection)) return [...findings, ...unreadRecords('its tables cannot be read yet')]
  const { appUrl, systemUrl } = inspection
  const db = openDatabase({ appUrl, systemUrl, poolSize: 2, systemPoolSize: 2, onError: () => undefined })
  try {
    const records = await recordFindings({ db })
    // A bucket would have to be asked for each of them.
    const files = env.s3 ? [] : [await keptFilesFinding({ db }, join(env.stateDir, 'files'))]
    return [...findings, ...records, ...files]
  } finally {
    await db.close()
  }
}
