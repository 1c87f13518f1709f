import { argon2 as argon2Callback, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { sameBytes } from '../../../platform/secrets/secrets.ts'
import type { PasswordHasher } from '../ports.ts'
import { argon2Params, parseArgon2, passwordHasher } from './password-hashes.ts'
import type { Argon2Hash } from './password-hashes.ts'

const argon2 = promisify(argon2Callback)
const SALT_BYTES = 16

const derive = (
  password: string,
  { salt, memoryKib, passes, lanes, tag }: Omit<Argon2Hash, 'tag'> & { tag: { length: number } },
) =>
  argon2('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: lanes,
    tagLength: tag.length,
    memory: memoryKib,
    passes,
  })

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** Argon2id by Node itself: the proof that oslo can be taken out in one line. */
export const nativePasswords = (): PasswordHasher =>
  passwordHasher({
    async hash(password) {
      const { memoryKib, passes, lanes, tagBytes } = argon2Params
      const salt = randomBytes(SALT_BYTES)
      const tag = await derive(password, { memoryKib, passes, lanes, salt, tag: { length: tagBytes } })
      return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${base64(salt)}$${base64(tag)}`
    },
    async verify(hash, password) {
      const made = parseArgon2(hash)
      return made !== null && sameBytes(await derive(password, made), made.tag)
    },
  })
