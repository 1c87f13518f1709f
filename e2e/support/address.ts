import { createHash } from 'node:crypto'

/**
 * Each test and each person comes from an address of their own, as callers of a hub behind a proxy do: the limits of
 * sign-in are for one address, and all tests together would pass them.
 */
export function fromAddress(name: string): { 'x-forwarded-for': string } {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(name).digest()
  return { 'x-forwarded-for': `10.${a}.${b}.${c}` }
}
