import { Argon2id } from 'oslo/password'
import type { PasswordHasher } from '../ports.ts'
import { argon2Params, passwordHasher } from './password-hashes.ts'

/** Argon2id by oslo, which is finished upstream; `native-password.ts` makes and reads the same PHC strings. */
export function osloPasswords(): PasswordHasher {
  const { memoryKib, passes, lanes, tagBytes } = argon2Params
  return passwordHasher(
    new Argon2id({ memorySize: memoryKib, iterations: passes, parallelism: lanes, tagLength: tagBytes }),
  )
}
