import { randomBytes } from 'node:crypto'
import { refused } from './answers.ts'
import type { Answer } from './answers.ts'

export const resources = ['customers', 'charges', 'events', 'account'] as const
export type Resource = (typeof resources)[number]

/** What the right to read each is called. */
const RIGHTS: Readonly<Record<Resource, string>> = {
  customers: 'rak_customer_read',
  charges: 'rak_charge_read',
  events: 'rak_event_read',
  account: 'rak_accounts_kyc_basic_read',
}

export const ACCOUNT = 'acct_1TideFennelStrp0'

export interface Keys {
  /** Makes a restricted key that may read these. */
  make(...rights: Resource[]): string
  keep(key: string, ...rights: Resource[]): void
  revoke(key: string): void
  /** What is wrong with asking for this by that; undefined where nothing is. */
  refuse(authorization: string | undefined, resource: Resource | undefined): Answer | undefined
}

function keyIn(authorization: string | undefined): string | undefined {
  const [scheme = '', rest = ''] = authorization?.split(' ', 2) ?? []
  if (scheme.toLowerCase() === 'bearer') return rest
  if (scheme.toLowerCase() !== 'basic') return undefined
  return Buffer.from(rest, 'base64').toString().split(':', 1)[0]
}

const veiled = (key: string) => `${key.slice(0, 8)}${'*'.repeat(12)}${key.slice(-4)}`

export function keyRing(): Keys {
  const held = new Map<string, ReadonlySet<Resource>>()
  const revoked = new Set<string>()
  return {
    make(...rights) {
      const key = `rk_test_${randomBytes(24).toString('hex')}`
      held.set(key, new Set(rights))
      return key
    },
    keep: (key, ...rights) => void held.set(key, new Set(rights)),
    revoke(key) {
      held.delete(key)
      revoked.add(key)
    },
    refuse(authorization, resource) {
      const key = keyIn(authorization)
      if (!key) return refused(401, 'You did not provide an API key.')
      if (revoked.has(key))
        return refused(401, `Expired API Key provided: ${veiled(key)}`, { code: 'api_key_expired' })
      const rights = held.get(key)
      if (!rights) return refused(401, `Invalid API Key provided: ${veiled(key)}`)
      if (resource === undefined || rights.has(resource)) return undefined
      return refused(
        403,
        `The provided key '${veiled(key)}' does not have the required permissions for this endpoint on account '${ACCOUNT}'. Having the '${RIGHTS[resource]}' permission would allow this request to continue.`,
      )
    },
  }
}
