import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { othersCanEnter } from './state-dir.ts'

/**
 * How the PostgreSQL programs are started: as ourselves, as another user (root must drop its rights,
 * PostgreSQL insists), or in a user namespace where we look like somebody else.
 */
export type Account = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'namespace' }

/** Chooses the account for a new data folder; `folders` are those it must be able to enter. */
export function chooseAccount(folders: string[], program: string): Account {
  const found = candidates(folders).find((account) => {
    const { command, args, options } = asAccount(account, program, ['--version'])
    return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0
  })
  if (found) return found
  throw new Error(
    'PostgreSQL needs a named user other than root, which this machine does not allow; start the hub as a normal user or set DATABASE_URL.',
  )
}

function candidates(folders: string[]): Account[] {
  if (process.getuid?.() !== 0) return hasName() ? [{ kind: 'self' }] : [{ kind: 'namespace' }]
  return folders.every(othersCanEnter)
    ? [{ kind: 'user', ...plainUser() }, { kind: 'namespace' }]
    : [{ kind: 'namespace' }]
}

/** The set-up of PostgreSQL wants to know its user's name, and in some containers the number has none. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** The account of an existing data folder: whoever owns it. */
export function accountOf(dataDir: string): Account {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const { uid, gid } = statSync(dataDir)
  return uid === 0 ? { kind: 'namespace' } : { kind: 'user', uid, gid }
}

/** Hands files to the account, so that the programs started as it may use them. */
export function giveTo(account: Account, ...paths: string[]): void {
  if (account.kind !== 'user') return
  for (const path of paths) chownSync(path, account.uid, account.gid)
}

interface Invocation {
  command: string
  args: string[]
  options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number }
}

/**
 * Wraps a command so that it runs as the account. The environment is reduced to what PostgreSQL needs:
 * a stray PGPORT or locale must not change the server. `/` is a folder every account may enter.
 */
export function asAccount(account: Account, command: string, args: string[]): Invocation {
  const options = { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' } }
  if (account.kind === 'user')
    return { command, args, options: { ...options, uid: account.uid, gid: account.gid } }
  if (account.kind === 'namespace') {
    const { uid, gid } = plainUser()
    const mapping = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
    return { command: 'unshare', args: [...mapping, command, ...args], options }
  }
  return { command, args, options }
}

/** A user without rights that every system has; the numbers are Linux's own where even the list is missing. */
function plainUser(): { uid: number; gid: number } {
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of ['nobody', 'daemon']) {
    const fields = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  return { uid: 65_534, gid: 65_534 }
}
