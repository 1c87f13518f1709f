import { mkdir, rename, rmdir, stat } from 'node:fs/promises'
import { renewSession, signIn } from './hub-client.ts'
import { admin, bookkeeper, keeper, owner, partner } from './people.ts'
import type { Person } from './people.ts'

/** Access ends after fifteen minutes, and a run of all tests is longer. */
const OLD_MS = 7 * 60_000

/** When people.setup.ts wrote it; not yet where nobody is signed in. */
const ageOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )

/** As people.setup.ts does: weighty acts ask for a sign-in of the last ten minutes. */
async function signInAnew(person: Person, file: string): Promise<void> {
  const hub = await signIn(person)
  await hub.keepSession(file)
  await hub.dispose()
}

/** Pictures show how often the keeper is signed in, and an administrator's way in is another: the same session with new access. */
const KEPT: readonly Person[] = [keeper, admin]

/** What began before goes on with the access it has. */
async function renew(person: Person): Promise<void> {
  if ((await ageOf(person.session)) < OLD_MS) return
  const lock = `${person.session}.lock`
  const isMine = await mkdir(lock).then(
    () => true,
    () => false,
  )
  // Another worker is at it; until then what is there holds.
  if (!isMine) return
  try {
    const file = `${person.session}.new`
    await (KEPT.includes(person) ? renewSession(person, file) : signInAnew(person, file))
    await rename(file, person.session)
  } finally {
    await rmdir(lock)
  }
}

/** Renews what the people of these tests are signed in by, where it is old. */
export async function freshSessions(): Promise<void> {
  for (const person of [owner, partner, bookkeeper, keeper, admin]) await renew(person)
}
