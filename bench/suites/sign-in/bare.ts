import { osloPasswords } from '../../../packages/api/src/features/auth/adapters/oslo-password.ts'
import { serveParent } from '../child.ts'

export interface Work {
  hash: string
  password: string
  count: number
  /** Hashes that are computed side by side. */
  atOnce: number
}

const passwords = osloPasswords()

/** Passwords checked a second, with nothing around it. */
async function verify({ hash, password, count, atOnce }: Work): Promise<number> {
  let next = 0
  const check = async () => {
    while (next++ < count)
      if (!(await passwords.verify(hash, password))) throw new Error('It is the right one.')
  }
  const begin = performance.now()
  await Promise.all(Array.from({ length: atOnce }, check))
  return (count / (performance.now() - begin)) * 1_000
}

serveParent('ready', { verify })
