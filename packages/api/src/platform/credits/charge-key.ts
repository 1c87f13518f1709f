import { sha256 } from '../secrets/secrets.ts'

/** A call that has a key: done again with the same one it is charged once. */
export interface KeyedCall {
  userId: string
  path: string
  key: string
}

/** What the hold of such a call is found by. */
export const chargeKeyOf = ({ userId, path, key }: KeyedCall): Buffer => sha256(`${userId}|${path}|${key}`)
