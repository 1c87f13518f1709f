import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { DatabaseSetupError } from '@hub/db'
import type { Database } from '@hub/db'
import type { Logger } from 'pino'
import { currentMark, forgetHolder, giveUpFor, noteFirstMark, noteHolder, readKept } from './mark-rows.ts'
import { markOf } from './ring.ts'
import type { SecretRing } from './ring.ts'

/** So often each process looks which secret is in force, and says which it knows; in milliseconds. */
const LOOK_MS = 5_000

export interface KeeperOptions {
  db: Database
  ring: SecretRing
  log: Logger
  /** The secrets as they are set now, the newest first: files of them may change while this runs. */
  readAgain: () => readonly [string, ...string[]]
}

/** Holds a process to the secret that is in force. */
export interface SecretKeeper {
  /** Reads what is set, follows what is in force, and says what it knows. */
  look(): Promise<void>
  start(): void
  stop(): Promise<void>
}

interface Opening {
  /** Of which the passwords of the logins are made. */
  loginSecret: string
  /** Whether what only a secret before opens is given up. */
  isOldSecretLost: boolean
}

/**
 * Finds which secret is in force before anything is opened with one. Throws a DatabaseSetupError where it is none of those
 * that are set.
 */
export async function followMark(
  { db, ring }: Pick<KeeperOptions, 'db' | 'ring'>,
  { loginSecret, isOldSecretLost }: Opening,
): Promise<void> {
  await noteFirstMark(db.system, markOf(loginSecret))
  const found = await currentMark(db.system)
  if (found) ring.use(found.mark)
  if (ring.isBehind && isOldSecretLost) {
    await giveUpFor(db.system, ring.newest)
    ring.use(ring.newest)
  }
  if (ring.isBehind)
    throw new DatabaseSetupError(
      `What this hub keeps sealed was sealed with the secret marked ${found?.mark ?? ''}; those set are marked ${ring.marks.join(', ')}. None of them opens its signing keys, second factors, credentials of modules and connections, secrets of endpoints and workflows, browsers to push to, and mails and jobs that wait. Put the secret that was in force before into HUB_SECRET_OLD. Where it is lost for good, set HUB_SECRET_OLD=lost.`,
    )
  ring.keep(await readKept(db.system, ring))
}

export function createSecretKeeper({ db, ring, log, readAgain }: KeeperOptions): SecretKeeper {
  const id = randomUUID()
  const name = `${hostname()}, process ${process.pid}`
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()

  function learn(): void {
    try {
      ring.learn(readAgain())
    } catch (err) {
      log.warn({ err }, 'the secrets could not be read again')
    }
  }

  async function look(): Promise<void> {
    learn()
    const found = await currentMark(db.system)
    if (found && (found.mark !== ring.current || ring.isBehind)) {
      const wasBehind = ring.isBehind
      const kept = await readKept(db.system, ring)
      ring.use(found.mark)
      if (!ring.isBehind) ring.keep(kept)
      if (ring.isBehind && !wasBehind)
        log.error(
          'another HUB_SECRET is in force than any this process knows; set it and start this process again',
        )
    }
    await noteHolder(db.system, { id, name, knows: ring.marks, sealsWith: ring.current })
  }

  return {
    look,
    start() {
      timer = setInterval(() => {
        looking = look().catch((err: unknown) => log.warn({ err }, 'a look at the secrets failed'))
      }, LOOK_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await looking
      await forgetHolder(db.system, id).catch(() => undefined)
    },
  }
}
