import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readSecretFiles } from './secret-files.ts'

/** What `HUB_SECRET_OLD` says where no secret before is known any more. */
const LOST = 'lost'

/** The hub's secrets as they are set, the newest first. */
export interface SetSecrets {
  secret: string
  oldSecrets: string[]
  /** True where the operator gives up what an earlier secret sealed. */
  isOldSecretLost: boolean
}

const fileOf = (stateDir: string) => join(stateDir, 'hub.secret')
const oldFileOf = (stateDir: string) => join(stateDir, 'hub.secret.old')

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}

const partsOf = (text: string | undefined): string[] =>
  (text ?? '').split(/[,\s]+/).filter((part) => part !== '')

/** Old ones as a setting names them: with commas between, or the word `lost`. */
export function oldSecretsOf(text: string | undefined): Pick<SetSecrets, 'oldSecrets' | 'isOldSecretLost'> {
  const parts = partsOf(text)
  return { oldSecrets: parts.filter((part) => part !== LOST), isOldSecretLost: parts.includes(LOST) }
}

/** Those the hub made for itself in its state folder; undefined where it has made none yet. */
export function storedSecrets(stateDir: string): Pick<SetSecrets, 'secret' | 'oldSecrets'> | undefined {
  const secret = read(fileOf(stateDir))
  return secret === undefined ? undefined : { secret, oldSecrets: partsOf(read(oldFileOf(stateDir))) }
}

const newSecretText = () => randomBytes(48).toString('base64url')

function writeOwn(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** Those in the state folder, made where there are none; readable by their owner only. */
export function storedOrNewSecrets(stateDir: string): Pick<SetSecrets, 'secret' | 'oldSecrets'> {
  const file = fileOf(stateDir)
  mkdirSync(stateDir, { recursive: true })
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeOwn(draft, newSecretText())
    try {
      // A link never replaces an existing file, so several first starts agree on one secret.
      linkSync(draft, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  return { secret: readFileSync(file, 'utf8').trim(), oldSecrets: partsOf(read(oldFileOf(stateDir))) }
}

/**
 * Puts a new secret beside the one in the state folder, or goes on with the one that was begun. The old one is written first:
 * whatever ends this in between, the one in force is in one of the files.
 */
export function beginNewSecret(stateDir: string): void {
  const stored = storedSecrets(stateDir)
  if (stored === undefined || stored.oldSecrets.some((one) => one !== stored.secret)) return
  const draft = `${fileOf(stateDir)}.${process.pid}`
  writeOwn(draft, newSecretText())
  writeOwn(oldFileOf(stateDir), stored.secret)
  renameSync(draft, fileOf(stateDir))
}

/** Forgets those before, which open nothing any more. */
export const dropOldSecrets = (stateDir: string): void => rmSync(oldFileOf(stateDir), { force: true })

/** Reads them again as they are now, where their files may have changed. Throws where they cannot be read. */
export function secretsAgain(
  source: Readonly<Record<string, string | undefined>>,
  stateDir: string,
): readonly [string, ...string[]] {
  const { settings, problems } = readSecretFiles(source)
  const set = settings['HUB_SECRET']
  if (problems.length > 0) throw new Error(problems.join(' '))
  if (set !== undefined) return [set, ...oldSecretsOf(settings['HUB_SECRET_OLD']).oldSecrets]
  const { secret, oldSecrets } = storedOrNewSecrets(stateDir)
  return [secret, ...oldSecrets]
}
