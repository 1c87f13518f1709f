import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import type { PasswordHasher } from '../ports.ts'
import { inHashQueue } from './hash-queue.ts'

/** The floor OWASP names for Argon2id: 19 MiB, two passes, one lane. */
export const argon2Params = { memoryKib: 19_456, passes: 2, lanes: 1, tagBytes: 32 } as const

/** A hash of a random text nobody knows, so that no account costs the time of a real one. */
const DUMMY =
  '$argon2id$v=19$m=19456,t=2,p=1$aof3VfKqCVMSeooGtwSKRQ$sYKoidjlwsNPHIvJtg/J3K7RXivElV4DPf0MjYDJgDw'

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

export interface Argon2Hash {
  memoryKib: number
  passes: number
  lanes: number
  salt: Buffer
  tag: Buffer
}

/** Reads an Argon2id PHC string; null for any other text. */
export function parseArgon2(hash: string): Argon2Hash | null {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(hash) ?? []
  if (!memory || !passes || !lanes || !salt || !tag) return null
  return {
    memoryKib: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** bcrypt hashes come from imports; they are accepted once and replaced at the next sign-in. */
const isBcrypt = (hash: string) => /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash)

export interface Argon2 {
  hash(password: string): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

/** The rules around an Argon2id implementation: queue, equal time, old hashes. */
export function passwordHasher(argon2: Argon2): PasswordHasher {
  async function check(hash: string | null, password: string): Promise<boolean> {
    if (hash !== null && isBcrypt(hash)) return verifyBcrypt(password, hash)
    const usable = hash !== null && parseArgon2(hash) !== null
    const isRight = await argon2.verify(usable ? hash : DUMMY, password).catch(() => false)
    return usable && isRight
  }
  return {
    hash: (password) => inHashQueue(() => argon2.hash(password)),
    verify: (hash, password) => inHashQueue(() => check(hash, password)),
    needsRehash(hash) {
      const made = parseArgon2(hash)
      return made === null || made.memoryKib < argon2Params.memoryKib || made.passes < argon2Params.passes
    },
  }
}
